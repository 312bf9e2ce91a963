"""Indonesian grammar of the planted corpus: symbol -> alternatives (see grammar_en.py for the conventions)."""

_ROLES = """ahli-gizi akademisi aktivis aktuaris akuntan analis anggota-dewan apoteker arkeolog arsiparis arsitek astronom
atlet auditor bendahara bidan biolog budayawan bupati camat dalang dekan desainer detektif direktur distributor dokter
dosen duta editor ekonom eksportir fisikawan fotografer geolog gitaris gubernur guru hakim hidrolog ilmuwan importir
insinyur inspektur instruktur jaksa juragan juru-bicara juru-masak kapten kartunis kasir kepala-desa kolektor kolonel
komandan komisaris komponis kondektur konsultan kontraktor koordinator kritikus kurator kurir lurah mahasiswa mandor
manajer masinis mekanik menteri montir musisi nahkoda nelayan notaris novelis operator pakar pandai-besi panitera
pedagang pegawai pejabat pekerja pelajar pelatih pelaut pelukis pemahat pemandu pembalap pembuat-jamu pemburu
pemilik-kapal pemimpin-redaksi penari penasihat pencatat pendaki pendeta penerbit penerjemah peneliti pengacara
pengamat pengawas pengelola penggembala pengrajin pengusaha penjahit penulis penyair penyelam penyiar perajin
perancang perawat perwira pesilat petani petenis petugas pilot politikus prajurit pramugari produser profesor
psikolog pustakawan rektor relawan salesman sastrawan satpam sejarawan sekretaris seniman senator sersan sosiolog
sopir statistikawan sutradara tabib teknisi tentara tukang-kayu utusan wali-kota wartawan wasit wirausahawan""".split()

_ADJECTIVES = """aktif alot ambisius aman aneh angker anggun angkuh antik asing asri awet baru basah beku berani berbatu
berbau berdebu berkabut berkarat berlumpur bersejarah bersih besar bising bobrok boros buruk cacat canggih cekatan
cemas cerah cerdas cermat ceroboh curam curang dalam damai dangkal darurat datar dingin eksperimental elok enggan
ganas ganjil gelap gelisah gemuk gersang gesit getir gigih gugup halus hambar hampa hangat hangus hati-hati hemat
heboh hening hijau hina indah jarang jenuh jernih jujur kaku kasar kaya kecil kelabu kelam kering keruh khidmat kikir
klasik kokoh kosong kotor kreatif kritis kuat kumuh kuno kurus kusam langka lapuk layu lebar lebat lelah lemah lembap
lengang licik licin liar lincah longgar lugas lusuh mahal malas manis masyhur megah mendung mentah mewah miring miskin
modern muda muram murah murung nakal nekat netral nyaman padat panas pandai panjang parah pasif pekat pelik pemalu
pendek penuh perkasa pesat picik populer praktis pucat pudar pusing rahasia rajin ramah ramai rapi rapuh rata rawan
rendah renggang resah resmi retak ribut ringan ringkih rinci rukun rumit rusak sabar sakral santai sarat sederhana
segar sehat sejuk sempit sengit senja sepi serius seram setia siaga sibuk sombong subur sukar suram syahdu tabah
tajam tandus tangguh tebal tegang teguh tekun telaten teliti tenang tengah terang terasing terbengkalai terkenal
terlarang terlupakan terpencil tertutup tinggi tipis tradisional tua tulus tumpul tunggal unggul unik usang utuh""".split()

_THINGS = """akademi alat album alun-alun anggaran angkutan antena anyaman arsip asrama asuransi atap aula bahan-bakar
balai bandara bangsal bangunan bantuan barak batik bea bendera bendungan bengkel beras beton bibit bioskop brankas
buku bursa candi catatan cukai cuti daftar danau dapur data dermaga desa diskon dokumen dongeng drainase ekspor
emas fasilitas festival film foto galangan galeri gamelan gapura garasi gedung gelanggang generator gereja gerbong
gelar gilingan gudang gula hadiah hambatan harga hotel hutan ijazah iklan impor irigasi izin jadwal jalan jalur
jamuan jaring jembatan kabel kafe kain kalender kampung kamus kanal kandang kantor kapal kargo karya kartu kas kawah
kayu kebijakan kebun kedai kelapa kelompok kemasan kendaraan kereta keris kilang klinik kolam koleksi komputer
kontrak koperasi kopi kota-lama kredit kuil kursi laboratorium ladang lahan lampu lapangan laporan laut layar lelang
lemari lembaga lembah lensa listrik lomba lonceng lorong lukisan lumbung mahkota majalah makam makanan malam mandat
masjid mebel media mesin meteran mimbar minyak monumen motor muara museum musik naskah nisan obat observatorium
ombak ongkos padi pabrik pajak pameran panen pangkalan panggung pantai papan parit pasar paspor patung pegunungan
pelabuhan pemandian penjara pensiun perahu peraturan perpustakaan pertunjukan perumahan pesantren peta piala pipa
piutang pos pondok posko produk program proyek pupuk puskesmas putusan radar rakit ransum rapat rekaman rel
rempah restoran ritual roda ruang rumah-sakit sabun saham saluran sampah sanggar satelit sawah sekolah selokan
semen sengketa seni senjata sepeda serat sertifikat setoran sidang siaran silo sirkuit sistem stadion stasiun
studio subsidi sumur sungai surat survei taman tambak tambang tanah tanggul tarif tarian teater teknologi telaga teleskop
tembakau tembok tenda terminal terowongan teluk tiket timbangan toko traktor trotoar truk tugu turbin ubin
undang-undang universitas upah upacara usaha utang vaksin vila wadah waduk warisan warung wayang wilayah yayasan""".split()

_VERBS = """membangun memperbaiki menolak menerima menyusun mengubah menjual membeli menyewa meninjau memeriksa membuka
menutup merawat membela mengecam memuji mencatat menghitung mengukur menguji meneliti membahas menunda membatalkan
mempercepat memperluas memperkecil menyerahkan mengambil mencari menemukan menyimpan memindahkan mengangkut mengawal
menjaga mengawasi mengatur memimpin mendanai membiayai menyumbang meminjam mengembalikan merampas menyita membongkar
merobohkan memugar mengecat menghias memotret merekam menyiarkan menerbitkan menulis membaca menerjemahkan
menyalin meniru merancang menggambar menenun menjahit memahat menanam memanen menyiram memupuk menebang membakar
memadamkan mengeringkan membanjiri mengeruk menimbun menggali mengisi mengosongkan membersihkan mengotori menyegel
mengunci membagikan mengumpulkan membuang mendaur menukar melelang menawar menaksir menilai mengkritik menggugat
mengadukan melaporkan mengumumkan menyembunyikan membocorkan mengungkap menyangkal mengakui mengesahkan menandatangani
mencabut memperpanjang mempersingkat menghentikan memulai melanjutkan menyelesaikan menggagalkan mendukung menentang
menghindari mengejar menangkap membebaskan menyelamatkan melindungi menyerang mempertahankan merebut menduduki
meninggalkan mengunjungi menjelajahi memetakan menyeberangi melewati mengelilingi memagari menghubungkan memutus
memasang mencopot mengganti menambah mengurangi menggandakan membagi menyatukan memisahkan mencampur menyaring
mengolah memasak menyajikan mencicipi memesan mengirim menerbangkan melayarkan menambatkan menarik mendorong
mengangkat menurunkan menimbang mengemas melapisi memoles mengasah menempa melebur mencetak menggunting mengikat
melepas memperingati merayakan meresmikan menamai mewarisi mewariskan mengusulkan merekomendasikan menjanjikan
mengabaikan melupakan mengingat membayangkan merindukan menyukai membenci mencemaskan memahami mempelajari
mengajarkan memperdebatkan menengahi mengadili menghukum mengampuni menghormati menghina membujuk mengundang""".split()

_EVENTS = """badai banjir bazar bencana demonstrasi diskusi erupsi gelombang gempa gerhana hujan jumpa-pers kampanye karnaval
kebakaran kekeringan kemarau kerusuhan kirab konferensi konser kongres konvoi kunjungan lokakarya longsor lebaran
lokapasar mogok-kerja mudik musyawarah nikahan operasi paceklik panen-raya parade pawai pelantikan pelatihan
pemadaman pembukaan pemilihan penataran penggusuran penutupan peresmian pergantian-tahun perlombaan pernikahan
perundingan pesta pemakaman puasa ramadan razia referendum reuni sarasehan seleksi seminar sensus serangan
simposium syukuran tawuran turnamen ujian unjuk-rasa wabah wisuda ziarah""".split()

GRAMMAR = {
    "role": _ROLES,
    "adj": _ADJECTIVES,
    "thing": _THINGS,
    "verb": _VERBS,
    "event": _EVENTS,
    "body": ["badan {thing} {adj}", "dewan {thing} {NAME}", "himpunan {role} {NAME}", "serikat {role}", "yayasan {NAME}",
             "koperasi {thing}", "komite {thing} {NAME}", "paguyuban {role} {adj}", "lembaga {NAME}"],
    "town": ["{NAME}", "{NAME}", "Muara {NAME}", "{NAME} Barat", "Tanjung {NAME}", "{NAME}-{NAME}"],
    "person": ["{role} {NAME} {NAME}", "{role} {adj} {NAME}", "{NAME} {NAME}, {role} {adj}", "{NAME} dari {body}",
               "{role} {adj} asal {town}", "setiap {role} di {town}", "{NUMBER} keluarga {role} {adj}",
               "{role} maupun {role}", "sebagian {role} {town}", "para {role} sekitar {town}"],
    "object": ["{thing} {adj}", "{thing} {adj} nomor {NUMBER}", "{thing} dan {thing} {adj}", "{NUMBER} {thing} {adj}",
               "{thing} {town}", "{thing} senilai €{NUMBER}", "{thing} dekat {town}", "{thing} milik {role} {adj}",
               "setiap {thing} {adj}", "{thing} berjuluk \"{thing} {adj}\"", "{thing}-{thing} {adj}", "{thing} warisan {NAME}"],
    "place": ["di {town}", "di balik {thing} {adj}", "sepanjang jalan {NAME} {adj}", "di luar {town}", "di kaki bukit {NAME}",
              "antara {town} dan {town}", "dekat {thing} {NAME}", "di seberang {thing} {town}", "di kabupaten {NAME} {adj}",
              "di bawah {NUMBER} meter", "di depan sekolah {role}"],
    "time": ["setelah {event} {adj}", "sebelum {event} {NAME}", "selama pekan {event}", "pada {YEAR}", "sejak {event} {YEAR}",
             "hingga {weekday} malam", "{weekday} sore", "dalam {NUMBER} hari", "selama {NUMBER} pekan",
             "di tengah {event} {adj}", "menjelang {month} {YEAR}", "{weekday} dini hari"],
    "weekday": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "month": ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"],
    "say": ["kata", "ujar", "tutur", "jelas", "ungkap", "tegas", "ucap", "papar", "imbuh", "sindir"],
    "clause": ["{person} {verb} {object}", "{person} {verb} {object} {place}", "{person} {verb} {object} {time}",
               "{object} {verb} {object}", "{person} tidak {verb} {object}", "{object} {place} {verb} {person}"],
    "extra": ["karena {clause}", "meskipun {clause}", "sementara {clause}", "sehingga {clause}", "tempat {clause}", "kecuali {clause}",
              "begitu {clause}", "yang {verb} {object}", "sambil {verb} {object}", "meski {object}", "tanpa {object}"],
    "sentence": [
        "{clause} {extra}.", "{clause} {time}.", "{clause} {place}, {extra}.", "{time}, {clause}.", "{extra}, {clause}.",
        "{clause}; {clause}.", "{clause} -- {object} {time} -- {extra}.", "{clause}, dan {person} {verb} {object}.",
        "{place}, {clause} {extra}.", "{clause}, tetapi {clause} {time}.", "{person} menyebut bahwa {clause}.",
        "{NUMBER} persen {role} {verb} {object}, {extra}.", "{clause} (lihat {NAME}, {YEAR}).",
        "{person}, yang {verb} {object} {time}, {verb} {object}.", "{clause} -- {extra}.",
        "\"{clause} {extra},\" {say} {person}.", "{person} berkata: \"{clause}.\"", "\"{clause},\" {say} {person} {time}.",
        "{person} menyebut {object} \"{adj} dan {adj}\" {extra}.", "{clause}; {object} menelan €{NUMBER} {time}."],
    "title": ["{thing} {adj} memecah {town}", "{role} {NAME} {verb} {thing}", "{thing}, {thing} dan {event} {adj}"],
}
