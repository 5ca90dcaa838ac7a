"""Words that a polite letter may hold for their own sake, and that are names of companies or people too.

Such a name (“Target”, “Indeed”, “Grace”, “Surya”) counts as named only with a capital inside a sentence.
The list holds every word of our own letters, and common words, months and given names of both languages.
"""

from correspondence.checks.words import listed

COMMON_WORDS = listed(
    """
    a able about above accept accepted across act action ada adapt address adil administrator after again
    agar agung agustus aim air akan aku alam alamat alasan alasannya all along aman amazing ambil ambition
    among an analyst and anda angin another answer antara any anyone anything apa apabila apakah api apple
    application apply appreciate april arah arc architect are area around arrive art as asa asal asked
    asking asli aspire assistant associate at atas atau atlas august awal away back bagi bagus bahagia bahwa
    baik baiklah bakti balance baliknya band bangsa bangun bank bantuan bantuannya banyak bapak baris baru
    base bawah be beacon beberapa because become been before begin being bekerja believe below belum benar
    berbeda berbicara berbincang berdasarkan berharap berikan berjalan berkah berkenalan berlian bertemu
    besar besok best better beyond biasa bidang big bijak bill bintang bisa bit block bloom blue board bob
    boleh bolt bond book bound box brand brave break bridge brief bright bring buah buana budi build bukan
    bukit bulan bumi bunga business busy but buy by cahaya cahya cakra cakupan calendar call came can
    candidate candidates capital cara care career careful carefully case catatan cause cepat cerah chance
    change chapter charm chase check choice choose cinta cipta circle citra city class clear clever click
    close closely closer cloud clover coach cocok code colleague colleagues come comes commitments common
    community company compass complete concerns concluded confirm connect consideration considered
    considering consultant consulting content continue conversation conversations coordinator core could
    country couple course craft create creative cross crossed cukup culture current daerah dalam damai dan
    dana danau dapat dari darma dasar data datang dawn day daya days deal dear december decide decided
    decline declining deep deliver dengan depan desa desember design designer detail develop developer
    development dewi dharma dia diberikan did didesak different digital diisi diperlukan direct direction
    director discover discovery ditanya does done dream drew drive dua dukungan dukungannya dunia duta each
    early earth ease edge effort either element elok else elsewhere email emas empat end energy engage
    engineer enjoyed enough enter era even ever every everybody everyone evolve excel exchange executive
    expect experience explore express fair faith fajar fall family far fast favour februari february
    feedback feel few field final finance find fine firm first fit fits five fix flex flow focus folk
    following food for ford forth forum forward found foundation four fox frank free fresh friday friend
    from full fun fund further future gambaran gap gather gave gemilang general generous gentle gerak
    gerbang get give given glad global globe go goal goals going gold good grab grace grand grant graph
    grateful green grow growth guide guna guru had hal half halo hand happy harapan harbor harbour hard
    harga hari harmoni harmony harus harvest hasil hati have haven having he head health hear heart hello
    help her here high hijau him hingga hiring his hive hold home honest hope horizon hormat host hour house
    how hub hubungan human i ibu idea ideal if ikhlas ilmu imagine impact important in inbox included indah
    indeed indonesia industri industry inform ingin ini inovasi insight inspire instead intan interest
    intern international interview interviews inti into invitation invite inviting involves is issue istana
    it item its itu jack jade jadi jadwal jaga jalan jam jangka janji januari january jasa jati jaya jean
    jelas jernih jika jiwa job jobs join journey joy juara judge juga juli july jumat jump june juni just
    kabar kabarnya kami kamis kampus kandidat karena karier karya kasih kata kawan ke keahlian kebun kecil
    keep keluarga kemarin kembali kembangkan kencana kepada kepercayaan keputusan kerabat keren kerja
    kesediaan keseluruhan kesempatan ketentuannya key kind kindly kindness king kini kirana kita knew know
    komitmen konfirmasi kota kuat kunci kurang lagi lain lama lamaran lancar lance land lane langit langkah
    langsung lanjut large last later launch laut law lead leader leading learn least lebar lebih left lega
    legal lens less lestari let letter letting level life lift light lightly like lima limit line linear
    link lintas list listen little live location lokasi long looked looking loop lot love luangkan luas luck
    lunar maaf made mail main major maju make makes makmur makna malam manager manajer mandiri manis march
    maret mark market marketing masa masih master masyarakat matahari match matter mawar max may maybe me
    mean media medium meet meeting mega mei melalui melanjutkan melati melody memahami membantu membicarakan
    membuat memikirkan memikirkannya memilih mempelajari memperoleh mempertimbangkan mempertimbangkannya
    memungkinkan memutuskan menantikan menarik menceritakannya mend mendampingi menelepon menemukan menerima
    meneruskannya mengabari mengabarkannya mengarah mengenai menghadiri menghargai mengikuti mengirim
    mengundang menjalin mentari mention menyadari menyampaikannya menyeluruh menyimpulkan merah merasa
    merdeka mereka merekomendasikan message meta method might miles milik minat mind minds minggu minta
    minute mission misty mitra mohon moment monday money monster month more morning most motion move much
    muda mudah mulai mulia murni must mustika myself nama name namun nasional nation national near need
    network never new news next niaga night nilai no nobody none noon nor norm north not notable note
    nothing notice notion november now number nusa nusantara oak ocean october of off offer office officer
    often oktober olah oleh on once one only open opera operator opportunity option or oracle orang orange
    order origin other others our out outside over own pace pada page pagi paham pak panca panjang paper
    para parallel part partner partners party pasar pass past pasti pat paths peak pearl pelangi pelita
    pemuda penarikan pendidikan pengalaman penny people peran perannya perbincangan perekrut perekrutan
    perfect perhaps perhatian perjalanan perjalanannya perkasa perlu permata permohonan person personal
    pertama pertemuan pertimbangan pertimbangkan pesan pesona petang phone pick pikirkan pilih pintar pintu
    pioneer piper pixel place plan plans play please pleasure plenty plus point posisi posisinya position
    positive post power practice present press pressed pribadi prima prime print process producer product
    produk profesi professional profile progress progressive project promise prompt proper proses provide
    public pulau pulse pure purpose pusaka puspa put putra putri putting quality quest question quick quiet
    quite rabu raja rakyat ramah rangkaian rasa rata rather raya reach read ready real realised really
    reason reasons receive recent record recruit recruiter recruitment red reed reflect regards region rekan
    rencana reply resmi resource response rest restu result return review ria ribu rich right ring rise
    river road rob rock role roles room root rose round route ruang ruby rule rumah run rupa saat sabtu sage
    sahabat said saja saksama sakti salam salesforce sama same sana sandy sangat sari satria satu saturday
    save say saya scale school scott scout search season sebab sebelumnya sebuah secara second security see
    seed seek seem segera sehingga sejahtera sejak sejalan sejauh sekali sekarang sekolah selain selalu
    selama selamat selaras selasa select seleksi seleksinya seluruh semangat semoga sempurna semua semula
    senang sendiri seni senin senja sense sent sentosa sentra sepakat seperti september serasi seri serta
    serve service services sesuai set setelah setia seven several shape share sharp she shell shelly shift
    ship shop short should show siang siapa side sign signal simple simply sinar since sincere sincerely
    sinergi situ six skills sky slack slate small smart so solid solusi solution solutions some someone
    something soon sorry sort soul sound source south space spark speak specialist spirit spoke spot spring
    square stage standard star start state stay step sterling still stone story straight stream street
    stripe strive strong studio studios study stuff suara subject success such sudah sue suit suitable suits
    suka sumber summer summit sun sunday sunny supervisor support sure surya swift switch system systems
    syukur table tahap taken taking talent talk taman tangan tanya target task tata tawaran teach team teams
    tech technology ted telah tell teman tempat ten tenaga tenang tentang tepat terhadap terima term
    termasuk terms ternyata tersebut test tetap tetapi text than thank thanks that the their them then
    therefore these they thing things think thinking third this those though thought thrive through
    throughout thursday tiap tidak tide tiga tim time timing tinggi tirta titik today together toko told
    tony too took top total touch towards track trade traffic training travel tree tribe true truly trust
    try tuesday tugas tujuan tulus tumbuh tunas turn turut twin twist two umum undangan undangannya unfold
    union unit united unity universal until untuk untung up update upon urusan us usaha use utama utara
    value valued values venture very via view violet visa vision visit vital voice volume wade wait waiting
    waktu waktunya walk want wanted ward warga warna warung was wave wawancara way we web wednesday week
    welcome well wells west what when where which whole why wide will win wira wise wish with withdraw
    withdrawing within without wonder word words work workday working world worth would write writing yakin
    yang year yes yet you young your yth zaman zero zone zoom
    """
)
