# Makes workbooks with people who do not exist, and, from the same values, what their rows must read as (NAME.csv, further sheets NAME.2.csv).
# Needs openpyxl, soffice, and node with the package xlsx (npm install xlsx); run it in an empty folder with make.js beside: python3 make.py
import csv, datetime as d, openpyxl, subprocess, os, shutil
from openpyxl.styles import Font
D=d.date; DT=d.datetime; T=d.time
def text(v, fmt=None):
    if v is None: return ''
    if isinstance(v,bool): return 'TRUE' if v else 'FALSE'
    if isinstance(v,DT): return v.strftime('%Y-%m-%dT%H:%M:%S')
    if isinstance(v,D): return v.isoformat()
    if isinstance(v,T): return v.isoformat()
    if fmt=='0.0%': return '%g%%'%(v*100)
    return str(v)
class F:  # formula with its result
    def __init__(s, f, r, fmt=None): s.f, s.r, s.fmt = f, r, fmt
class P:
    def __init__(s, v, fmt): s.v, s.fmt = v, fmt
def fill(ws, rows):
    out=[]
    for r,row in enumerate(rows,1):
        line=[]
        for c,v in enumerate(row,1):
            if isinstance(v,F):
                cell=ws.cell(r,c,'='+v.f); line.append(text(v.r, v.fmt))
                if v.fmt: cell.number_format=v.fmt
                elif isinstance(v.r,DT): cell.number_format='yyyy-mm-dd hh:mm:ss'
                elif isinstance(v.r,D): cell.number_format='yyyy-mm-dd'
            elif isinstance(v,P):
                ws.cell(r,c,v.v).number_format=v.fmt; line.append(text(v.v,v.fmt))
            else:
                if v is not None: ws.cell(r,c,v)
                line.append(text(v))
        while line and line[-1]=='': line.pop()
        out.append(line)
    while out and not out[-1]: out.pop()
    return out
def save(name, sheets, filters, epoch1904=False, hidden=()):
    wb=openpyxl.Workbook(); wb.remove(wb.active)
    if epoch1904: wb.epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904
    outs=[]
    for title,rows in sheets:
        ws=wb.create_sheet(title); outs.append(fill(ws,rows))
        if title in hidden: ws.sheet_state='hidden'
    wb.save('x.xlsx')
    for suffix,filt in filters:
        subprocess.run(['soffice','--headless','--convert-to','xls:'+filt,'--outdir','out','x.xlsx'],check=True,stdout=subprocess.DEVNULL)
        base=f'{name}_{suffix}'
        os.replace('out/x.xls',base+'.xls')
        for n,o in enumerate(outs,1):
            with open(base+('.csv' if n==1 else f'.{n}.csv'),'w',newline='') as f: csv.writer(f,lineterminator='\n').writerows(o)
people=[
 ['Ime','Prezime','Rođen','Prijava','Telefon','Iznos','Udio','Aktivan','Napomena'],
 ['Živka','Đurđević-Čop',D(1984,2,29),DT(2024,5,6,7,8,9),385911234567,1234.5,P(0.125,'0.0%'),True,'prvi red\ndrugi red'],
 ['Šime','Ćosić',D(1900,3,1),DT(1999,12,31,23,59,59),385981112223,-0.25,P(1,'0.0%'),False,None],
 [],
 ['Ana',None,None,None,'00385 91 999',10**15,P(0.005,'0.0%'),None,'  razmaci  '],
 [None,None,None,None,None,None,None,None,None],
 ['Z'*300,'x',D(2099,12,31),None,91,0.1,None,True,'"navodnici"'],
]
W=[('biff8','MS Excel 97')]
save('people',[('Osobe',people),('Drugi',[[1,2],[None,3]]),('Skriven',[['x']])],W,hidden=('Skriven',))
jp=[['氏名','フリガナ','生年月日','備考'],['髙橋 一郎','タカハシ イチロウ',P(D(1975,4,1),'yyyy"年"m"月"d"日"'),'𠮷野家 😀'],['山田 花子','ヤマダ ハナコ',P(D(1990,12,24),'[$-411]ggge"年"m"月"d"日"'),'ﾊﾝｶｸ'],['齋藤','サイトウ',P(D(2001,1,1),'m/d/yy'),None]]
save('kanji',[('名簿',jp)],[('biff8','MS Excel 97')])
formulas=[['what','result'],
 ['number',F('1+0.5',1.5)],['whole',F('385911234000+567',385911234567)],['text',F('"Ana"&" "&"Kovač"','Ana Kovač')],['empty',F('""',None)],
 ['true',F('1=1',True)],['false',F('1=2',False)],['div',F('1/0','#DIV/0!')],['na',F('NA()','#N/A')],['value',F('"a"+1','#VALUE!')],
 ['name',F('nosuchname','#NAME?')],['date',F('DATE(2020,2,29)',D(2020,2,29))],
 ['when',F('DATE(2020,2,29)+0.5',DT(2020,2,29,12,0,0))],['percent',F('1/8',0.125,'0.0%')],['long',F('REPT("č",4500)','č'*4500)]]
save('formulas',[('f',formulas)],[('biff8','MS Excel 97')])

save('dates1904',[('d',[['d','t'],[D(1984,2,29),DT(2024,5,6,7,8,9)],[D(1904,1,2),T(13,5,0)]])],W[:2],epoch1904=True)
longs=[['n','text']]+[[n, ('ž' if n%3 else 'z')*(n*97%600)+chr(0x3042+n%50)] for n in range(20)]
save('long_texts',[('l',longs)],[('biff8','MS Excel 97')])
save('sparse',[('s',[[]]*9+[[None]*20+['u10']]+[[]]*100+[['last',None,7]]+[[None]]*3)],[('biff8','MS Excel 97')])

import json, struct
def furigana():
    """A bare BIFF8 stream whose shared strings carry readings (ExtRst), runs, and a CONTINUE in the middle of a reading."""
    def rec(i, b): return struct.pack('<HH', i, len(b)) + b
    def bof(kind): return rec(0x809, struct.pack('<HHHHII', 0x600, kind, 0x0DBB, 0x07CC, 0, 6))
    def ext(reading, n):
        r = reading.encode('utf-16le'); k = len(r)//2
        rphssub = struct.pack('<HHH', 0x37, 0, 1)[:4] + struct.pack('<HHH', 1, k, k) + r + struct.pack('<HHH', 0, 0, n)
        return struct.pack('<HH', 1, len(rphssub)) + rphssub
    def s(t, reading=None, runs=0):
        u = t.encode('utf-16le'); e = ext(reading, len(u)//2) if reading else b''
        f = 1 | (4 if e else 0) | (8 if runs else 0)
        return struct.pack('<HB', len(u)//2, f) + (struct.pack('<H', runs) if runs else b'') + (struct.pack('<I', len(e)) if e else b'') + u + b'\0\0\1\0'*runs + e
    rows = [['氏名','住所'],['田中 太郎','東京都'],['髙橋 花子','𠮷祥寺']]
    readings = {'田中 太郎':'タナカ タロウ','髙橋 花子':'タカハシ ハナコ','東京都':'トウキョウト'}
    texts = [t for row in rows for t in row]
    body = struct.pack('<II', len(texts), len(texts)) + b''.join(s(t, readings.get(t), n % 3) for n, t in enumerate(texts))
    cut = len(body) - 50
    sst = rec(0xFC, body[:cut]) + rec(0x3C, body[cut:])
    cells = b''.join(rec(0xFD, struct.pack('<HHHI', r, c, 0, r*2+c)) for r in range(3) for c in range(2))
    name = s('名簿')[2:]; name = struct.pack('<B', 2) + name
    head = bof(5) + rec(0xE0, b'\0'*20)
    sheet_at = len(head) + 4 + 6 + len(name) + len(sst) + 4
    out = head + rec(0x85, struct.pack('<IBB', sheet_at, 0, 0) + name) + sst + rec(10, b'') + bof(16) + cells + rec(10, b'')
    open('furigana_biff8.xls','wb').write(out)
    with open('furigana_biff8.csv','w',newline='') as f: csv.writer(f,lineterminator='\n').writerows(rows)
furigana()
words=[('cp1250',1250,'cp1250',[['Ime','Bilješka'],['Šime Đurđević','žćčđ'],['Čedo Ćosić','ß']]),('cp932',932,'cp932',[['氏名','フリガナ'],['田中太郎','ﾀﾅｶ ﾀﾛｳ'],['ソ表能','髙橋①']]),
 ('cp936',936,'gbk',[['姓名','城市'],['王小明','北京市'],['张伟伟伟','镕基']]),('cp949',949,'cp949',[['이름이름','도시'],['김철수','똠방각하']]),('cp950',950,'cp950',[['姓名','城市'],['許功蓋','臺北市']]),
 ('mac_roman',10000,'mac_roman',[['Prénom','Ville'],['Zoë Müller','Århus'],['Ångström','Ÿ‰¸']])]
texts=[{'name':n+'_biff5','page':p,'rows':[[{'text':t,'hex':t.encode(e).hex()} for t in row] for row in rows]} for n,p,e,rows in words]
subprocess.run(['node','make.js'],input=json.dumps(texts).encode(),check=True)
