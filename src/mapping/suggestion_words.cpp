#include "mapping/suggestion_words.hpp"

#include <array>

namespace muster {

namespace {

using enum Grade;

constexpr std::array person_words{
    TitleWords{"externalId", certain,
               "external id;external person id;person external id;external identifier;externe id;externe kennung;vanjski id;eksterni id;"
               "zunanji id;id externe;identifiant externe;id externo;identificador externo;id esterno;extern id;eksternt id;"
               "zewnętrzne id;externí id;externé id;külső azonosító;id extern;ulkoinen id;harici id;εξωτερικό id;внешний id;"
               "внешний идентификатор;зовнішній id;外部ID;外部 id;외부 ID;id eksternal"},
    // Numbers of customers and ids of other systems are proposed, but which of them identifies a person for good the importer decides.
    TitleWords{"externalId", likely,
               "id;customer id;customer number;customer no;customer nr;customer code;client id;client number;client no;client code;user id;"
               "contact id;member id;member number;member no;membership number;person id;subscriber id;lead id;record id;crm id;uuid;guid;"
               "external customer id;external contact id;external user id;patient id;student id;employee id;leid;euid;reference id;unique "
               "id;object id"},
    TitleWords{"externalId", likely,
               "Kundennummer;Kunden-Nr.;Kunden-ID;KdNr;Kd.-Nr.;Mitgliedsnummer;Mitglieds-Nr.;broj kupca;šifra kupca;id kupca;id korisnika;"
               "broj klijenta;šifra stranke;številka stranke;шифра купца;numéro client;n° client;numéro de client;id client;code client;"
               "número de cliente;nº cliente;id de cliente;id cliente;id do cliente;código cliente;código de cliente;código do cliente;"
               "codice cliente;numero cliente;klantnummer;klantnr;numer klienta;nr klienta;id klienta;číslo zákazníka;zákaznické číslo;"
               "id zákazníka;zákaznícke číslo;ügyfélszám;ügyfélkód;vevőkód;cod client;kundnummer;kundnr;kundenummer;kundenr;kunde-id;"
               "asiakasnumero;müşteri no;müşteri numarası;müşteri kodu;κωδικός πελάτη;код клиента;номер клиента;id клиента;код клієнта;"
               "клиентски номер;顧客ID;顧客番号;顧客コード;会員番号;会員ID;お客様番号;客户编号;客户ID;客戶編號;会员号;会员编号;會員編號;"
               "고객번호;고객ID;회원번호;رقم العميل;מספר לקוח;id pelanggan;kode pelanggan;mã khách hàng;รหัสลูกค้า"},

    TitleWords{"firstName", certain,
               "first name;given name;forename;christian name;fname;first names;given names;Vorname;Vornamen;Rufname;vlastito ime;"
               "prénom;prénoms;nombres;primer nombre;nombre de pila;primeiro nome;nome próprio;prenome;nome di battesimo;voornaam;roepnaam;"
               "voornamen;imię;imiona;pierwsze imię;křestní jméno;krstné meno;keresztnév;utónév;prenume;förnamn;tilltalsnamn;fornavn;"
               "etunimi;etunimet;ilk ad;ön ad;μικρό όνομα;собствено име;първо име;eesnimi;vardas;vārds;名;下の名前;ファーストネーム;"
               "الاسم الأول;שם פרטי;nama depan;ชื่อจริง"},
    TitleWords{"firstName", likely, "first"},
    TitleWords{"lastName", certain,
               "last name;surname;family name;lname;last names;Nachname;Familienname;Zuname;prezime;priimek;nom de famille;"
               "patronyme;apellido;apellidos;primer apellido;sobrenome;último nome;nome de família;cognome;achternaam;familienaam;nazwisko;"
               "příjmení;priezvisko;vezetéknév;családnév;nume de familie;efternamn;efternavn;etternavn;sukunimi;soyad;soyadı;soyisim;"
               "soy ad;επώνυμο;επίθετο;фамилия;прізвище;фамилно име;perekonnanimi;pavardė;uzvārds;姓;苗字;ラストネーム;姓氏;성;"
               "اسم العائلة;الاسم الأخير;שם משפחה;nama belakang;nama keluarga;họ;นามสกุล"},
    TitleWords{"lastName", likely, "last;презиме"},
    TitleWords{"middleName", certain,
               "middle name;middle names;second first name;zweiter Vorname;zweitname;drugo ime;srednje ime;deuxième prénom;segundo nombre;"
               "nome do meio;secondo nome;tweede voornaam;drugie imię;druhé jméno;druhé meno;mellannamn;mellomnavn;mellemnavn;toinen nimi;"
               "ikinci ad;отчество;по отчеству;по батькові;бащино име;ミドルネーム;中間名;中间名;tên đệm;nama tengah"},
    TitleWords{"middleName", likely, "middle;middle initial;additional name;tussenvoegsel;mname"},
    TitleWords{"nickName", certain,
               "nick name;nick;spitzname;nadimak;vzdevek;надимак;surnom;apodo;soprannome;bijnaam;przydomek;ksywka;přezdívka;prezývka;"
               "becenév;poreclă;smeknamn;kælenavn;øgenavn;kallenavn;lempinimi;takma ad;παρατσούκλι;прозвище;прізвисько;прякор;ニックネーム;"
               "昵称;暱稱;닉네임;별명;כינוי;nama panggilan;biệt danh;ชื่อเล่น"},
    TitleWords{"nickName", likely, "alias;pseudonym;pseudonim;apelido;preferred name;known as;goes by;псевдоним;اللقب"},
    // A word for "name" that is the first name beside a last name.
    TitleWords{{}, certain, "ime;име;nome;nombre;jméno;meno;ad;adı;isim;όνομα;имя;ім'я;이름;tên;ชื่อ;名字;nama", NameRole::given},
    TitleWords{{}, certain, "nom;nume;naam", NameRole::family},
    TitleWords{{}, certain, "name;navn;namn;nimi;név;名前;שם;الاسم", NameRole::either},

    TitleWords{"address", certain,
               "address;street address;postal address;mailing address;home address;full address;residential address;address line;addr;"
               "Adresse;Anschrift;Postanschrift;Postadresse;Wohnadresse;adresa;adresa stanovanja;kućna adresa;poštanska adresa;адреса;"
               "adresse postale;adresse complète;dirección;dirección postal;domicilio;endereço;morada;indirizzo;adres;adres pocztowy;"
               "adres zamieszkania;postadres;lakcím;levelezési cím;postai cím;adress;postadress;gatuadress;osoite;postiosoite;katuosoite;"
               "διεύθυνση;адрес;почтовый адрес;поштова адреса;住所;地址;通讯地址;通訊地址;주소;כתובת;alamat;địa chỉ;ที่อยู่"},
    TitleWords{"address", likely,
               "street;Straße;Strasse;Str.;Straße und Hausnummer;ulica;ulica i broj;ulica i kućni broj;улица;вулиця;rue;calle;rua;"
               "logradouro;via;straat;ulice;utca;cím;strada;stradă;gata;gade;gate;katu;sokak;οδός;naslov;العنوان;عنوان;街道;"
               "default address address"},
    TitleWords{"city", certain,
               "city;town;city/town;town/city;locality;Ort;Stadt;Wohnort;grad;mjesto;mesto;град;kraj bivanja;ville;ciudad;localidad;"
               "cidade;localidade;città;località;comune;plaats;woonplaats;stad;miasto;miejscowość;město;város;település;oraș;localitate;"
               "postort;poststed;kaupunki;paikkakunta;postitoimipaikka;şehir;πόλη;город;населенный пункт;місто;linn;miestas;pilsēta;"
               "市;市区町村;都市;城市;도시;المدينة;مدينة;עיר;kota;thành phố;เมือง"},
    TitleWords{"city", likely, "by;место;commune;población;obec;helység;municipality;municipio;município;gemeente;suburb;place"},
    TitleWords{"country", certain,
               "country;country/region;country/territory;country name;Land;država;држава;zemlja;земља;pays;país;paese;nazione;"
               "państwo;země;krajina;ország;țară;țara;maa;ülke;χώρα;страна;країна;държава;riik;šalis;valsts;国;国名;国/地域;國家;"
               "国家;国家/地区;國家/地區;국가;나라;البلد;الدولة;بلد;دولة;ארץ;מדינה;negara;quốc gia;ประเทศ"},
    TitleWords{"country", likely, "country code;country iso;iso country;nation;kraj;stát;Ländercode;Landeskennzeichen;code pays;cc;nước"},
    TitleWords{"gender", certain,
               "gender;sex;Geschlecht;spol;pol;пол;sexe;genre;sexo;género;gênero;sesso;genere;geslacht;płeć;pohlaví;pohlavie;nem;kön;"
               "køn;kjønn;sukupuoli;cinsiyet;φύλο;стать;sugu;lytis;dzimums;性別;性别;성별;الجنس;מין;מגדר;jenis kelamin;giới tính;เพศ"},
    TitleWords{"birthDate", certain,
               "birth date;date of birth;birthday;dob;d.o.b.;birth day;date birth;bday;born;born on;Geburtsdatum;Geburtstag;Geb.-Datum;"
               "Geb.datum;Gebdatum;geboren am;datum rođenja;datum rodjenja;rođendan;датум рођења;datum rojstva;rojstni datum;rojstni dan;"
               "date de naissance;date naissance;naissance;né le;né(e) le;fecha de nacimiento;fecha nacimiento;nacimiento;cumpleaños;"
               "data de nascimento;data nascimento;nascimento;data nasc;aniversário;data di nascita;data nascita;nascita;compleanno;"
               "geboortedatum;verjaardag;data urodzenia;data ur.;urodziny;datum narození;dátum narodenia;narozeniny;narodeniny;"
               "születési dátum;születési idő;születésnap;data nașterii;data nasterii;födelsedatum;födelsedag;fødselsdato;fødselsdag;"
               "fødselsdag;syntymäaika;syntymäpäivä;doğum tarihi;doğum günü;ημερομηνία γέννησης;γενέθλια;дата рождения;день рождения;"
               "дата народження;день народження;дата на раждане;рожден ден;sünniaeg;sünnikuupäev;gimimo data;dzimšanas datums;生年月日;"
               "誕生日;出生日期;出生年月日;出生年月;生日;생년월일;생일;تاريخ الميلاد;תאריך לידה;tanggal lahir;ngày sinh;วันเกิด;วันเดือนปีเกิด"},
    TitleWords{"birthDate", likely, "birth;anniversaire;geboren;geb."},
    TitleWords{"preferredLanguage", certain,
               "preferred language;language;lang;language code;language preference;Sprache;bevorzugte Sprache;jezik;željeni jezik;језик;"
               "langue;langue préférée;idioma;idioma preferido;lingua;lingua preferita;taal;voorkeurstaal;język;preferowany język;jazyk;"
               "nyelv;limbă;limba;limba preferată;språk;sprog;kieli;dil;tercih edilen dil;γλώσσα;язык;мова;език;keel;kalba;valoda;"
               "言語;希望言語;语言;語言;언어;선호 언어;اللغة;اللغة المفضلة;שפה;bahasa;ngôn ngữ;ภาษา"},
    TitleWords{"preferredLanguage", likely, "locale;user language;culture;sprachcode"},
    TitleWords{"profilePicture", certain,
               "profile picture;profile photo;profile image;profile pic;profile picture url;profile photo url;profile image url;avatar;"
               "avatar url;photo url;picture url;Profilbild;profilna slika;profilna fotografija;photo de profil;foto de perfil;"
               "foto del profilo;immagine del profilo;profielfoto;zdjęcie profilowe;profilový obrázek;profilová fotka;profilkép;"
               "poză de profil;profilbild;profilbillede;profilbilde;profiilikuva;profil fotoğrafı;profil resmi;φωτογραφία προφίλ;"
               "фото профиля;аватар;プロフィール画像;プロフィール写真;头像;頭像;프로필 사진;صورة الملف الشخصي;תמונת פרופיל;foto profil;"
               "ảnh đại diện;รูปโปรไฟล์"},
    TitleWords{"profilePicture", likely, "photo;picture;image;image url;foto;slika;bild;фото"},
    TitleWords{"type", certain, "person type;type;profile type;vrsta osobe;tip osobe"},
    TitleWords{"type", likely, "contact type;customer type;lifecycle stage;lifecycle;stage"},

    TitleWords{
        "phone", certain,
        "phone;telephone;phone number;telephone number;phone no;telephone no;tel;tel no;tel number;mobile;mobile phone;mobile number;"
        "mobile no;mobile phone number;mobile tel;cell;cell phone;cell number;cell no;cell phone number;cellular;mob;mob no;msisdn;"
        "gsm;gsm number;contact number;contact no;handphone;landline;landline number;smartphone"},
    TitleWords{"phone", certain,
               "Telefon;Telefonnummer;Telefonnr.;Tel.-Nr.;Handy;Handynummer;Handynr.;Mobil;Mobiltelefon;Mobilnummer;Mobilfunk;"
               "Mobilfunknummer;Mobilnr.;Rufnummer;Festnetz;Festnetznummer;broj telefona;broj mobitela;mobitel;mobilni;mobilni telefon;"
               "telefonski broj;kontakt telefon;broj mobilnog telefona;телефон;број телефона;мобилни;мобилни телефон;telefonska številka;"
               "mobilna številka;prenosni telefon;številka telefona;téléphone;numéro de téléphone;n° de téléphone;n° téléphone;tél;"
               "portable;téléphone portable;téléphone mobile;numéro de portable;numéro de mobile;teléfono;número de teléfono;"
               "nº de teléfono;móvil;celular;teléfono móvil;teléfono celular;número de celular;número de móvil;número celular;"
               "telefone;número de telefone;telemóvel;número de telemóvel;telefone celular;telefone móvel;fone;telefono;numero di telefono;"
               "numero telefono;cellulare;numero di cellulare;telefono cellulare;telefoon;telefoonnummer;telefoonnr;mobiel;"
               "mobiele telefoon;mobiel nummer;gsm-nummer"},
    TitleWords{"phone", certain,
               "numer telefonu;nr telefonu;nr tel.;telefon komórkowy;komórka;tel. kom.;telefon kontaktowy;telefonní číslo;číslo telefonu;"
               "mobilní telefon;telefón;telefónne číslo;číslo telefónu;mobilný telefón;telefonszám;mobilszám;mobiltelefonszám;"
               "număr de telefon;nr. telefon;nr. de telefon;telefon mobil;număr telefon;mobilnr;telefonnr;tlf;tlf.nr;tlfnr;puhelin;"
               "puhelinnumero;matkapuhelin;matkapuhelinnumero;kännykkä;puh;telefon numarası;telefon no;cep telefonu;cep telefonu numarası;"
               "cep;cep tel;τηλέφωνο;αριθμός τηλεφώνου;κινητό;κινητό τηλέφωνο;τηλ;номер телефона;мобильный;мобильный телефон;моб. телефон;"
               "тел;моб;сотовый;сотовый телефон;контактный телефон;номер телефону;мобільний;мобільний телефон;телефонен номер;"
               "мобилен телефон;мобилен;телефонски број;telefoninumber;telefonas;telefono numeris;tālrunis;tālruņa numurs;mobiilne"},
    TitleWords{"phone", certain,
               "電話;電話番号;お電話番号;携帯;携帯電話;携帯電話番号;携帯番号;連絡先電話番号;电话;电话号码;手机;手机号;手机号码;移动电话;"
               "联系电话;電話號碼;手機;手機號碼;行動電話;聯絡電話;전화;전화번호;휴대폰;휴대전화;핸드폰;휴대폰 번호;휴대전화번호;핸드폰번호;"
               "الهاتف;رقم الهاتف;هاتف;الجوال;رقم الجوال;جوال;موبايل;رقم الموبايل;الموبايل;الهاتف المحمول;رقم الهاتف المحمول;טלפון;"
               "מספר טלפון;נייד;טלפון נייד;סלולרי;telepon;nomor telepon;no telepon;no telp;ponsel;nomor ponsel;no hp;nomor hp;điện thoại;"
               "số điện thoại;di động;điện thoại di động;sđt;โทรศัพท์;เบอร์โทรศัพท์;"
               "หมายเลขโทรศัพท์;เบอร์โทร;มือถือ;เบอร์มือถือ;โทรศัพท์มือถือ"},
    TitleWords{"phone", likely,
               "whatsapp;whatsapp number;viber;sms;sms number;hp;연락처;kontakt broj;fon;company main phone;car phone;radio phone"},

    TitleWords{"email", certain,
               "e-mail;e-mail address;mail;mail address;email id;e-mail id;electronic mail;email addr;mailbox;E-Mail-Adresse;Mailadresse;"
               "Email-Adresse;Mail-Adresse;Emailadresse;e-pošta;epošta;el. pošta;elektronička pošta;elektronska pošta;adresa e-pošte;"
               "email adresa;e-mail adresa;mail adresa;imejl;имејл;мејл;е-пошта;електронска пошта;e-poštni naslov;elektronski naslov;"
               "courriel;mél;adresse e-mail;adresse email;adresse mail;adresse courriel;adresse électronique;correo;correo electrónico;"
               "dirección de correo;dirección de correo electrónico;dirección de email;endereço de e-mail;endereço de email;"
               "correio eletrónico;correio eletrônico;posta elettronica;indirizzo email;indirizzo e-mail;indirizzo mail;"
               "indirizzo di posta elettronica;e-mailadres;mailadres;e-mail adres"},
    TitleWords{
        "email", certain,
        "adres e-mail;adres email;adres mailowy;poczta elektroniczna;e-mailová adresa;emailová adresa;elektronická pošta;e-mail cím;"
        "email cím;adresă de e-mail;adresa de email;adresă email;poștă electronică;e-post;epost;e-postadress;e-postadresse;mejl;"
        "mejladress;mailadress;e-mailadress;e-mailadresse;sähköposti;sähköpostiosoite;e-posta;e-posta adresi;email adresi;mail adresi;"
        "ηλεκτρονικό ταχυδρομείο;ηλεκτρονική διεύθυνση;διεύθυνση email;διεύθυνση e-mail;эл. почта;эл. адрес;электронная почта;"
        "адрес электронной почты;email адрес;e-mail адрес;электронный адрес;имейл;имейл адрес;електронна пошта;ел. пошта;"
        "електронна адреса;e-posti aadress;el. paštas;e-pasts;メール;メールアドレス;Eメール;Eメールアドレス;電子メール;"
        "電子メールアドレス;メアド;邮箱;邮箱地址;电子邮箱;电子邮件;电子邮件地址;邮件;邮件地址;電子郵件;電子郵件地址;電郵;電郵地址;"
        "電子信箱;이메일;이메일 주소;메일;메일주소;전자우편;البريد الإلكتروني;بريد إلكتروني;البريد الالكتروني;ايميل;الايميل;"
        "عنوان البريد الإلكتروني;דוא\"ל;אימייל;דואר אלקטרוני;מייל;כתובת מייל;כתובת אימייל;כתובת דוא\"ל;surel;alamat email;"
        "alamat surel;thư điện tử;địa chỉ email;อีเมล;อีเมล์;ที่อยู่อีเมล"},
    TitleWords{"email", likely, "пошта;почта;信箱;البريد;poczta;company email;username;user name;login;pošta"},

    TitleWords{"tags", certain,
               "tags;tag;Schlagworte;Schlagwörter;oznake;oznaka;tagovi;ознаке;étiquettes;étiquette;etiquetas;etiqueta;marcadores;"
               "etichette;etichetta;tagi;etykiety;štítky;štítek;štítok;címkék;címke;etichete;etiketter;etiketler;etiket;tunnisteet;"
               "ετικέτες;теги;тег;метки;мітки;етикети;タグ;标签;標籤;태그;الوسوم;وسوم;תגיות;תגים;thẻ;แท็ก"},
    TitleWords{"tags", likely, "labels;label;group membership;categories;groups;keywords"},
};

constexpr std::array company_words{
    TitleWords{"externalId", certain, "external id;external company id;company external id"},
    TitleWords{"externalId", likely, "id;company id;account id;record id;customer id;customer number;Kundennummer;uuid;guid"},
    TitleWords{
        "name", certain,
        "name;company name;company;account name;organization;organisation;organization name;organisation name;business name;"
        "legal name;Firma;Firmenname;Unternehmen;Unternehmensname;tvrtka;naziv tvrtke;naziv;podjetje;naziv podjetja;фирма;entreprise;"
        "nom de l'entreprise;société;raison sociale;empresa;nombre de la empresa;razón social;nome da empresa;razão social;azienda;"
        "ragione sociale;nome azienda;bedrijf;bedrijfsnaam;nazwa firmy;název firmy;spoločnosť;cégnév;companie;nume companie;företag;"
        "företagsnamn;virksomhed;virksomhedsnavn;yritys;yrityksen nimi;şirket;şirket adı;εταιρεία;επωνυμία;компания;"
        "название компании;компанія;会社名;企業名;公司;公司名称;公司名稱;회사;회사명;اسم الشركة;الشركة;שם חברה;חברה;nama perusahaan;"
        "tên công ty;ชื่อบริษัท"},
    TitleWords{"domains", certain, "domain;domains;domain name;company domain;company domain name;domena;domene;dominio;domaine;domein"},
    TitleWords{"domains", likely, "website;web site;web;url;webseite;site web;sitio web"},
    TitleWords{"country", certain, "country;country/region;Land;država;pays;país;paese;страна;国;国家;國家;국가"},
    TitleWords{"region", certain, "region;state/region;state;province;regija;Bundesland;région;región;região;regione"},
    TitleWords{"accountManager", certain, "account manager;Kundenbetreuer;voditelj računa"},
    TitleWords{"accountManager", likely, "owner;company owner;account owner"},
    TitleWords{"segment", certain, "segment;Segment;segmento"},
    TitleWords{"customerStage", certain, "customer stage"},
    TitleWords{"customerStage", likely, "lifecycle stage;stage"},
    TitleWords{"industry", certain,
               "industry;Branche;djelatnost;industrija;secteur;industria;sector;indústria;settore;отрасль;業種;行业;업종"},
    TitleWords{
        "vatNumber", certain,
        "vat number;vat no;vat id;vat;tax id;USt-IdNr.;Umsatzsteuer-ID;OIB;PDV broj;numéro de TVA;CIF;NIF;partita IVA;BTW-nummer;NIP;"
        "DIČ;adószám;moms"},
    TitleWords{"notes", certain,
               "notes;note;comments;Notizen;Bemerkungen;bilješke;napomene;remarques;notas;osservazioni;заметки;備考;备注"},
    TitleWords{"tags", certain, "tags;tag;Schlagworte;oznake;étiquettes;etiquetas;etichette;tagi;štítky;теги;タグ;标签;標籤;태그"},
};

constexpr std::array qualifiers{
    // The letters of dates: Geburtsdatum (TT.MM.JJJJ).
    QualifierWords{QualifierUse::anything, "dd;mm;yyyy;yy;tt;jjjj;jj;gggg;gg;aaaa;aa;rrrr;дд;мм;гггг;pp;kk;vvvv;ηη;μμ;εεεε"},
    QualifierWords{
        QualifierUse::anything,
        "contact;contacts;customer;customers;client;person;people;personal;user;subscriber;member;lead;profile;your;billing;"
        "primary;main;default;current;buyer;patient;guest;student;participant;recipient;value;required;optional;mandatory;"
        "information;details;Kunde;Kunden;Kontakt;Person;Pflichtfeld;Pflichtangabe;kupac;kupca;korisnik;korisnika;klijent;"
        "klijenta;kontakta;osoba;osobe;obavezno;stranka;stranke;client;clients;du;de;del;do;da;di;des;le;la;el;il;obligatoire;"
        "cliente;clientes;contacto;contato;contatto;persona;pessoa;obligatorio;obrigatório;obbligatorio;klant;klanten;contactpersoon;"
        "verplicht;klienta;klient;osoby;wymagane;zákazník;zákazníka;povinné;ügyfél;vevő;kund;kunden;kontakt;kunde;asiakas;"
        "asiakkaan;müşteri;kişi;πελάτη;клиент;клиента;контакт;клієнта;顧客;お客様;客户;客戶;고객"},
    QualifierWords{
        QualifierUse::reach,
        "home;work;business;office;mobile;mobil;mobilni;cell;fix;with;country;code;including;incl;international;intl;e164;"
        "other;secondary;alternate;alternative;additional;second;third;daytime;evening;direct;"
        "preferred;private;permanent;number;no;nr;privat;geschäftlich;dienstlich;beruflich;Arbeit;zuhause;privatni;privatna;"
        "poslovni;poslovna;službeni;službena;kućni;osobni;osobna;fixe;personnel;professionnel;perso;pro;domicile;bureau;travail;fijo;"
        "particular;trabajo;casa;trabalho;fixo;ufficio;lavoro;personale;privé;werk;vast;zakelijk;prywatny;służbowy;praca;domowy;"
        "soukromý;pracovní;súkromný;pracovný;otthoni;munkahelyi;acasă;serviciu;arbete;hem;arbejde;arbeid;hjem;koti;työ;ev;iş;"
        "домашний;рабочий;личный;домашній;робочий;особистий;自宅;会社;勤務先;address;adresse;adresa"},
    QualifierWords{QualifierUse::place, "home;mailing;permanent;residential;residence;private;address;postal;of;formatted;privat;kućna"},
    QualifierWords{QualifierUse::doubtful,
                   "company;organization;organisation;Firma;firm;shipping;delivery;other;business;work;office;household;Lieferung;invoice;"
                   "livraison;facturation;entreprise;empresa;azienda;bedrijf;tvrtka;tvrtke"},
};

constexpr std::string_view foreign =
    "owner;manager;managers;assistant;assistants;agent;rep;representative;salesperson;seller;referrer;referral;referred;parent;mother;"
    "father;spouse;partner;emergency;created;updated;modified;by;sender;reply;fax;telefax;pager;telex;vlasnik;Besitzer;Betreuer;"
    "propriétaire;vendedor;proprietario;support;employer;supervisor;guardian;coach;teacher;doctor;account";

} // namespace

std::span<TitleWords const> title_words(Target const& target)
{
    if (target.name == "company") { return company_words; }
    return person_words;
}

std::span<QualifierWords const> qualifier_words() { return qualifiers; }

std::string_view foreign_words() { return foreign; }

} // namespace muster
