import type { Told } from '../told';

export const told: Told = {
  'problem.NO_IDENTIFIER':
    'Redak nema ni telefon ni e-poštu ni vanjski ID, pa se po njemu nikoga ne može pronaći. Upišite barem jedno od toga.',
  'problem.INVALID_PHONE':
    'To nije mogući telefonski broj. Napišite ga međunarodno, kao +385 91 234 5678, ili odaberite državu nacionalnih brojeva.',
  'problem.INVALID_EMAIL': 'To nije adresa e-pošte. Napišite je kao name@example.com.',
  'problem.VALUE_TOO_LONG': 'Vrijednost je dulja nego što njezino polje dopušta. Skratite je.',
  'problem.INVALID_DATE':
    'To nije datum u formatu stupca ili nije mogući datum rođenja. Ispravite ga ili odaberite drugi format datuma.',
  'problem.INVALID_GENDER': 'Spol je male, female, m ili f. Upotrijebite jedno od toga ili ostavite prazno.',
  'problem.INVALID_LANGUAGE': 'Jezik se piše kao hr ili en-GB. Napišite ga tako ili ostavite prazno.',
  'problem.INVALID_URL': 'Ovdje ide cijela web-adresa, kao https://example.com/ana.jpg.',
  'problem.FORBIDDEN_CHARACTER':
    'Vrijednost ne smije sadržavati nijedan od znakova & < > " / \\ : ( ) { } = ; #, prijelom retka ni nul-znak. Uklonite ih.',
  'problem.INVALID_NUMBER':
    'Ovdje ide broj običnim znamenkama, s točkom ispred decimala, kao -1234.5. Napišite ga tako.',
  'problem.INVALID_BOOLEAN': 'Ovdje ide true ili false, yes ili no, 1 ili 0.',
  'problem.INVALID_TYPE': 'Vrsta je lead ili customer. Upotrijebite jednu od njih ili ostavite prazno.',
  'problem.TOO_MANY_ADDITIONAL_CONTACTS':
    'Retci jedne osobe donose više dodatnih telefona i adresa e-pošte nego što uvoz prima. Uklonite neke.',
  'problem.TOO_MANY_CONTACTS': 'Osoba bi imala više telefona i adresa e-pošte nego što profil prima. Uklonite neke.',
  'problem.AMBIGUOUS_MATCH':
    'Identifikatori ove osobe pripadaju nekoliko spremljenih osoba. Uklonite one koji pripadaju nekom drugom ili dopustite spajanje takvih osoba.',
  'problem.UNDECODABLE_TEXT':
    'Ćelija ima bajtove koje kodiranje datoteke ne poznaje. Odaberite pravo kodiranje ili ispravite ćeliju.',
  'problem.MALFORMED_ROW':
    'Redak ima više ćelija nego što tablica ima stupaca, pa nije jasno koja vrijednost kamo ide. Stavite u navodnike vrijednosti koje sadrže razdjelnik.',
  'problem.SPOILED_VALUE':
    'Program za tablice pokvario je ovu vrijednost (znanstveni zapis ili vrijednost pogreške) i više se ne zna što je bila. Oblikujte stupac u izvoru kao tekst i ponovno ga izvezite.',
  'problem.UNKNOWN_PHONE_RANGE':
    'Telefonski je broj moguć, ali nije u poznatom rasponu svoje države. Preuzima se; usporedite ga s izvorom.',
  'problem.EXTERNAL_ID_REPLACED':
    'Spremljeni vanjski ID zamjenjuje se onim iz datoteke. Provjerite je li to ista osoba.',
  'problem.TWO_EXTERNAL_IDS':
    'Retci jedne osobe navode različite vanjske ID-ove. Sprema se posljednji; provjerite je li to jedna osoba.',
  'problem.DAMAGE_SCIENTIFIC_NOTATION':
    'Ovo izgleda kao broj koji je program za tablice skratio u znanstveni zapis. Preuzima se takav; usporedite ga s izvorom.',
  'problem.DAMAGE_ROUNDED_DIGITS':
    'Brojevi s više od 15 znamenki koji završavaju nulama: program za tablice čuva samo 15. Ponovno izvezite stupac kao tekst.',
  'problem.DAMAGE_LOST_LEADING_ZEROS':
    'Neki su brojevi kraći nego što je u stupcu uobičajeno: možda su im izgubljene vodeće nule. Ponovno izvezite stupac kao tekst.',
  'problem.DAMAGE_AUTO_DATE':
    'Program za tablice možda je od ovog teksta napravio datum. Preuzima se takav; usporedite ga s izvorom.',
  'problem.DAMAGE_ERROR_VALUE':
    'Vrijednost pogreške programa za tablice; ćelija se čita kao prazna. Popravite formulu ako ondje treba nešto stajati.',
  'problem.DAMAGE_MOJIBAKE':
    'Ova slova izgledaju kao tekst pročitan u pogrešnom kodiranju. Preuzima se takav; odaberite drugo kodiranje ili ponovno izvezite izvor.',
  'problem.DAMAGE_LEADING_APOSTROPHE':
    'Apostrof na početku, kojim programi za tablice označavaju tekst. Identifikatori, brojevi i datumi čitaju se bez njega; drugi ga tekst zadržava.',
  'problem.DAMAGE_INVISIBLE_SPACE':
    'Tekst sadrži nerazdvojni razmak ili razmak bez širine koji se ne vidi. Preuzima se takav.',
  'problem.DAMAGE_REPAIRED':
    'Iz vrijednosti su uklonjeni razmaci u sredini, znakovi pune širine, nevidljivi znakovi ili nule iza decimalne točke.',

  'refusal.FILE_EMPTY': 'Datoteka nema redaka. Odaberite datoteku s tablicom.',
  'refusal.FILE_DAMAGED': 'Datoteka je oštećena ili odrezana. Nabavite je ponovno ili je spremite iznova.',
  'refusal.FILE_ENCRYPTED': 'Datoteka je zaštićena lozinkom. Spremite je bez lozinke i uvezite ponovno.',
  'refusal.FILE_KIND': 'Datoteka nije tablica koja se ovdje čita. Spremite je kao .xlsx ili .csv.',
  'refusal.FILE_TOO_LARGE': 'Datoteka je prevelika. Zapakirajte je u ZIP ili je podijelite.',
  'refusal.BODY_TOO_LARGE': 'Datoteka je prevelika. Zapakirajte je u ZIP ili je podijelite.',
  'refusal.ROW_TOO_LONG':
    'Jedan je redak datoteke predug. Provjerite ima li datoteka krajeve redaka i je li svaki navodnik zatvoren.',
  'refusal.TOO_MANY_COLUMNS': 'Jedan redak ima više ćelija nego što tablica može imati stupaca. Provjerite razdjelnik.',
  'refusal.WORKBOOK_TOO_LARGE': 'Radna je knjiga prevelika. Spremite list kao nekoliko CSV datoteka.',
  'refusal.ZIP_ENCRYPTED': 'Datoteka u arhivi zaštićena je lozinkom. Raspakirajte je ili je zapakirajte bez lozinke.',
  'refusal.ZIP_METHOD':
    'Datoteka je zapakirana na način koji se ovdje ne čita. Odaberite raspakiranu datoteku ili je zapakirajte kao obični ZIP.',
  'refusal.ZIP_NESTED': 'U arhivi je još jedna arhiva. Raspakirajte je i odaberite datoteku s tablicom.',
  'refusal.ZIP_NO_TABLE':
    'U arhivi nema tablice. Zapakirajte datoteku .csv, .txt, .xls ili .xlsx, ili odaberite nju samu.',
  'refusal.ZIP_SPLIT': 'Ovo je dio arhive od više datoteka. Raspakirajte je i odaberite datoteku u njoj.',
  'refusal.ZIP_TOO_LARGE': 'Sadržaj arhive je prevelik. Podijelite ga na više datoteka.',
  'refusal.UPLOADS_TOO_MANY': 'Previše prijenosa još nije završeno. Dovršite jedan ili pokušajte kasnije.',
  'refusal.UPLOAD_NOT_FOUND': 'Ovog prijenosa više nema. Započnite novi.',
  'refusal.ENCODING_UNKNOWN': 'Takvog kodiranja nema. Odaberite primjerice UTF-8 ili windows-1250.',
  'refusal.DELIMITER_UNKNOWN': 'Taj se razdjelnik ne može upotrijebiti. Odaberite drugi.',
  'refusal.QUOTE_UNKNOWN':
    'Taj se navodnik ne može upotrijebiti. Odaberite onaj koji nije ujedno razdjelnik, ili nijedan.',
  'refusal.SHEET_UNKNOWN': 'Tog lista nema ili nema redaka. Odaberite drugi.',
  'refusal.ROW_UNKNOWN': 'Tog retka nema u datoteci. Odaberite drugi.',
  'refusal.CHOICE_UNKNOWN': 'Radna knjiga nema ni kodiranje ni razdjelnik. Poništite taj odabir.',
  'refusal.COLUMN_NOT_FOUND': 'Pridruženi stupac nije u datoteci. Ponovno pogledajte pridruživanje.',
  'refusal.COLUMN_TWICE':
    'Jedan je naslov iznad nekoliko stupaca ili je stupac pridružen dvaput. Ponovno pogledajte pridruživanje.',
  'refusal.FIELD_TWICE': 'Dva stupca idu u polje koje prima jedan. Pridružite jedan od njih drugamo.',
  'refusal.FIELD_UNKNOWN': 'Pridruženog polja više nema. Odaberite drugo.',
  'refusal.NO_IDENTIFIER_MAPPED':
    'Nijedan stupac nije pridružen e-pošti, telefonu ni vanjskom ID-u. Pridružite barem jedan.',
  'refusal.ATTRIBUTE_TYPE':
    'Prilagođeno polje tog imena ima drugi tip, koji se nikad ne mijenja. Upotrijebite ga takvog ili odaberite drugo ime.',
  'refusal.TAGS_MISSING': 'Nije navedena nijedna oznaka. Navedite jednu ili odaberite nijednu.',
  'refusal.IMPORT_NOT_FOUND': 'Ovog uvoza više nema.',
  'refusal.IMPORT_CHANGED': 'Netko je u istom trenutku promijenio uvoz. Pogledajte ga i pokušajte ponovno.',
  'refusal.JOB_EXISTS': 'S ovim se uvozom upravo nešto radi. Pričekajte kraj ili prekinite.',
  'refusal.JOB_SUPERSEDED': 'U međuvremenu je zatraženo nešto drugo.',
  'refusal.CANCELLED': 'Prekinuto je na zahtjev.',
  'refusal.PLAN_OUTDATED': 'Plan više nije onaj s kojim ste se složili. Pogledajte ga ponovno pa potvrdite.',
  'refusal.PLAN_DRIFTED': 'Spremljene su se osobe promijenile nakon plana. Ništa nije zapisano; postoji novi plan.',
  'refusal.ROW_NOT_FOUND': 'Tablica nema tog retka.',
  'refusal.RECORD_NOT_FOUND': 'Uvoz nema tog zapisa.',
  'refusal.RECIPE_EXISTS': 'Recept tog imena već postoji. Odaberite drugo ime.',
  'refusal.RECIPE_NOT_FOUND': 'Ovog recepta više nema.',
  'refusal.RECIPE_NAME_MISSING': 'Recept treba ime.',
  'refusal.IDENTIFIER_TAKEN': 'Ta e-pošta, telefon ili vanjski ID već pripada drugoj osobi.',
  'refusal.STALE_PROFILE': 'Profil je u međuvremenu promijenjen. Učitajte ga ponovno i pokušajte opet.',
  'refusal.MERGE_NEEDS_TWO': 'Za spajanje trebaju barem dvije različite osobe.',
  'refusal.TAG_EXISTS': 'Oznaka tog imena već postoji.',
  'refusal.TAG_NOT_FOUND': 'Ove oznake više nema.',
  'refusal.TAG_NAME_INVALID': 'Ime oznake ima od 1 do 256 znakova. Dajte joj drugo.',
  'refusal.ATTRIBUTE_EXISTS': 'Prilagođeno polje tog imena već postoji.',
  'refusal.ATTRIBUTE_IN_USE': 'Prilagođeno se polje ne može izbrisati dok neki profil ima vrijednost u njemu.',
  'refusal.ATTRIBUTE_NAME_INVALID':
    'Ime prilagođenog polja ima od 1 do 256 znakova, bez { } [ ], i nije ime stalnog polja. Odaberite drugo.',
  'refusal.ATTRIBUTE_NOT_FOUND': 'Ovog prilagođenog polja više nema.',
  'refusal.UNAUTHORIZED': 'Više niste prijavljeni. Prijavite se.',
  'refusal.FORBIDDEN': 'Za to nemate pravo.',
  'refusal.CSRF_TOKEN_INVALID': 'Stranica je prestara za ovu sesiju. Učitajte je ponovno.',
  'refusal.TOO_MANY_ATTEMPTS': 'Previše pogrešnih lozinki. Malo pričekajte pa pokušajte ponovno.',
  'refusal.TOO_MANY_REQUESTS': 'Previše zahtjeva odjednom. Pokušajte ponovno za trenutak.',
  'refusal.SIGN_INS_BUSY': 'U ovom se trenutku prijavljuje previše ljudi. Pokušajte ponovno za nekoliko sekundi.',
  'refusal.LINK_INVALID': 'Ova je poveznica već upotrijebljena ili više ne vrijedi. Zatražite novu.',
  'refusal.PASSWORD_WRONG': 'Trenutačna lozinka nije točna. Upišite je ponovno.',
  'refusal.PASSWORD_TOO_SHORT': 'Lozinka je prekratka. Odaberite dulju.',
  'refusal.PASSWORD_TOO_LONG': 'Lozinka je preduga. Odaberite kraću.',
  'refusal.PASSWORD_TOO_COMMON':
    'Ova je lozinka među prvima koje bi netko pokušao. Odaberite rjeđu, primjerice nekoliko riječi koje nemaju veze jedna s drugom.',
  'refusal.EMAIL_INVALID': 'To nije adresa e-pošte. Napišite je kao ana@mail.example.',
  'refusal.USER_EXISTS': 'Korisnik s tom e-poštom već postoji.',
  'refusal.USER_UNKNOWN': 'Ovog korisnika više nema.',
  'refusal.USER_OF_SEVERAL_ACCOUNTS':
    'Ovaj korisnik pripada i drugim računima, pa nijedan sam ne smije mijenjati kako se prijavljuje. Pitajte onoga tko vodi poslužitelj.',
  'refusal.LAST_ADMINISTRATOR': 'To je posljednji administrator računa. Prvo postavite nekog drugog za administratora.',
  'refusal.API_KEY_UNKNOWN': 'Ovog ključa više nema.',
  'refusal.KEY_NAME_INVALID': 'Ključ treba ime koje kaže čemu služi.',
  'refusal.KEY_EXPIRY_PAST': 'Ključ bi već bio istekao. Odaberite trenutak u budućnosti.',
  'refusal.KEY_REVOKED': 'Ovaj je ključ zauvijek opozvan. Stvorite novi.',
  'refusal.KEY_WITHOUT_SCOPES': 'Ključ bez prava ne smije ništa. Dajte mu barem jedno.',
  'refusal.WEBHOOK_URL':
    'Odredište mora biti web-adresa s poslužiteljem, bez korisničkog imena i lozinke. Javna odredišta počinju s https.',
  'refusal.WEBHOOK_EVENTS': 'Odaberite barem jedan događaj.',
  'refusal.WEBHOOK_SECRET': 'Ta se tajna ne može upotrijebiti. Izostavite je pa će se izvući jedna.',
  'refusal.WEBHOOK_TESTS_UNDER_WAY': 'Druge su provjere u tijeku. Pokušajte ponovno za nekoliko sekundi.',
  'refusal.TARGET_NOT_PUBLIC':
    'Odredište nije na javnom internetu. Tko vodi poslužitelj može druga dopustiti u njegovim postavkama.',
  'refusal.TARGET_UNKNOWN': 'Ime odredišta nije pronađeno.',
  'refusal.TARGET_TIMEOUT': 'Odredište nije odgovorilo na vrijeme. Neka prvo odgovori, a zatim radi.',
  'refusal.TARGET_TLS': 'S odredištem nije uspostavljena pouzdana šifrirana veza.',
  'refusal.TARGET_NOT_HTTP': 'Odredište nije odgovorilo kao web-poslužitelj.',
  'refusal.TARGET_UNREACHABLE': 'Odredište nije bilo dostupno.',
  'refusal.SUBSCRIPTIONS_TOO_MANY': 'Račun ima onoliko webhookova koliko ih može imati. Prvo izbrišite jedan.',
  'refusal.SUBSCRIPTION_NOT_FOUND': 'Ovog webhooka više nema.',
  'refusal.DELIVERY_NOT_FOUND': 'Ove dostave više nema.',
  'refusal.SERVER_STOPPING': 'Poslužitelj se zaustavlja. Nakon pokretanja nastavit će s ovim.',
  'refusal.STORE_BUSY': 'Podaci se trenutačno upotrebljavaju drugdje. Pokušajte ponovno za trenutak.',
  'refusal.DISK_FULL': 'Na poslužitelju više nema mjesta. Zatražite više od onoga tko ga vodi.',
  'refusal.MEMORY_SHORT': 'Poslužitelj trenutačno nema dovoljno memorije za ovo. Pokušajte kasnije.',
  'refusal.INTERNAL': 'Na poslužitelju je nešto pošlo po krivu. Njegov zapisnik kaže više.',

  'evidence.format.text': 'sadržaj je tekst',
  'evidence.format.workbook': 'tako je datoteka građena',
  'evidence.entry.only': 'jedina datoteka',
  'evidence.entry.first': 'prva datoteka s tablicom',
  'evidence.entries': 'ne čita se',
  'evidence.delimiter': 'dijeli retke na {count} stupac|dijeli retke na {count} stupca|dijeli retke na {count} stupaca',
  'evidence.delimiter.none': 'nijedan razdjelnik ne dijeli retke; stupac je jedan',
  'evidence.quote': 'ćelije su njime omeđene',
  'evidence.quote.none': 'navodnici su samo unutar ćelija',
  'evidence.quote.standard': 'nijedna od prvih ćelija nije u navodnicima',
  'evidence.sheet.only': 'jedini',
  'evidence.sheet.first':
    'prvi s retcima od {count} lista|prvi s retcima od {count} lista|prvi s retcima od {count} listova',
  'evidence.header.none': 'nijedan redak iznad podataka ne izgleda kao naslovi',
  'evidence.first.titles': 'slijedi iza naslova',
  'evidence.first.top': 'prvi redak tablice',
  'evidence.first.moved': 'odabrani redak sadrži naslove; podaci počinju iza njega',
};
