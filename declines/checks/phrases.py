"""What belongs in a letter of decline and what does not, as phrases of each language.

The rules are those of the product's brief: thanks first, a plain decision, never criticism, pay, “maybe”,
a wish to be persuaded, or the words with which employers reject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from correspondence.checks.words import listed

Phrases = Mapping[str, re.Pattern[str]]


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(phrases)})\b")


THANKS: Phrases = {
    "en": _any("thank you", "thanks", "grateful", "gratitude", "many thanks", "much obliged", "appreciat(?:e|ed|ive)"),
    "id": _any("terima ?kasih", "berterima ?kasih"),
}
APOLOGY: Phrases = {"id": _any("maaf", "permohonan maaf", "memohon maaf", "maafkan")}
DECISION: Phrases = {
    "en": _any(
        "declin(?:e|ing)",
        "withdraw(?:ing)?",
        "(?:take|taking|remove|removing) (?:my name|myself)",
        "step(?:ping)? (?:back|away|out)",
        "decided (?:not to|against)",
        "not (?:to )?(?:go(?:ing)?|continu(?:e|ing)|proceed(?:ing)?|pursu(?:e|ing)|tak(?:e|ing)"
        "|accept(?:ing)?|attend(?:ing)?|com(?:e|ing)|mov(?:e|ing))",
        "(?:cannot|can't|can’t|unable to|not able to|won't|won’t) (?:attend|come|continue|accept|proceed|go|take|be)",
        "will not be (?:attending|coming|continuing|able|going|taking|there|proceeding|joining)",
        "turn(?:ing)? (?:it|this|the invitation|your invitation|you) down",
        "no longer (?:wish|want|be|able|available)",
    ),
    "id": _any(
        "(?:menarik|mencabut|membatalkan) (?:kembali )?(?:lamaran|keikutsertaan|pencalonan)",
        "penarikan lamaran",
        "(?:tidak|tak) (?:dapat|bisa|akan|jadi|ingin) (?:lagi )?(?:menghadiri|hadir|melanjutkan"
        "|mengikuti|menerima|memenuhi|datang)",
        "(?:tidak|tak) (?:melanjutkan|mengikuti|menghadiri|menerima|hadir)",
        "(?:memutuskan|memilih) (?:untuk )?(?:tidak|mundur)",
        "menolak (?:undangan|tawaran|kesempatan)",
        "mengundurkan diri dari (?:proses|seleksi|pencalonan)",
        "mundur dari (?:proses|seleksi)",
    ),
}
HESITATION: Phrases = {
    "en": _any(
        "maybe",
        "perhaps",
        "possibly",
        "not (?:entirely |quite |really |completely |yet )?(?:sure|certain|decided)",
        "undecided",
        "i might(?! have)",
        "(?:i am|i'm|i’m) leaning",
        "(?:for now|at this point) i (?:think|would)",
        "probably",
    ),
    "id": _any(
        r"(?<!se)(?<!\bsecepat )(?<!\bsebaik )(?<!\bsedapat )(?<!\bsebisa )(?<!\bsesegera"
        r" )(?<!\bsebanyak )(?<!\btidak )mungkin",
        "barangkali",
        "belum (?:yakin|pasti|memutuskan)",
        "masih (?:ragu|bimbang|menimbang|memikirkan)",
        "ragu-ragu",
        "kemungkinan besar",
        "sepertinya",
    ),
}
PERSUASION: Phrases = {
    "en": _any(
        "unless (?:you|the|there|we|it)",
        "(?:could|would|might|may|can) (?:be )?(?:persuaded|convinced|reconsider|change my mind)",
        "(?:willing|happy|open|prepared|ready) to (?:reconsider|negotiate|discuss|hear a better"
        "|talk about (?:the )?terms|another offer)",
        "(?:a )?(?:better|counter|higher|improved)[ -]?offer",
        "counter-?offer",
        "if you (?:can|could|were able to|are able to|would) (?:match|raise|improve|increase|offer|change|meet)",
        "(?:persuade|convince) me",
        "change my mind",
    ),
    "id": _any(
        "kecuali (?:jika|bila|apabila|kalau|ada)",
        "(?:bersedia|siap|dapat|bisa) (?:untuk )?(?:mempertimbangkan (?:kembali|ulang)|bernegosiasi|berubah pikiran)",
        "(?:dapat|bisa) (?:meyakinkan|membujuk) saya",
        "(?:jika|bila|apabila|kalau) (?:ada )?(?:tawaran|penawaran) (?:yang )?(?:lebih|ditingkatkan|dinaikkan)",
        "negosiasi",
        "berubah pikiran",
    ),
}
PAY: Phrases = {
    "en": _any(
        "salary",
        "salaries",
        "(?:low|poor|better|higher|your|the) pay(?! attention)",
        "under-?paid",
        "(?:badly|poorly|better|well) paid",
        "pays? (?:too|less|more|better|so)",
        "remuneration",
        "compensation",
        "wages?",
        "more money",
        "benefits package",
    ),
    "id": _any(
        "gaji(?:nya)?",
        "upah(?:nya)?",
        "bayaran(?:nya)?",
        "kompensasi(?:nya)?",
        "tunjangan(?:nya)?",
        "remunerasi",
        "digaji",
    ),
}
CRITICISM: Phrases = {
    "en": _any(
        "rude(?:ly|ness)?",
        "(?:un|not very |not |lack of )professional(?:ly|ism)?",
        "(?:dis|poorly |badly |un)organi[sz]ed",
        "unpleasant",
        "disappoint(?:ed|ing|ment)",
        "chaotic",
        "toxic",
        "wast(?:e|ed|ing) (?:of )?(?:my |your |our )?time",
        "terribl[ey]",
        "awful",
        "horribl[ey]",
        "bad (?:impression|experience|manners|culture|fit for anyone)",
        "poor (?:impression|communication|culture|management|organi[sz]ation|experience)",
        "red flags?",
        "boring",
        "unfair(?:ly)?",
        "disrespect(?:ful|fully|ed)?",
        "(?:felt |feel |feeling |made me )(?:uncomfortable|uneasy|unwelcome|insulted)",
        "arrogan(?:t|ce)",
        "incompeten(?:t|ce)",
        "kept (?:me )?waiting",
        "put me off",
        "did(?: not|n't|n’t) (?:like|enjoy|appreciate)",
        "(?:confusing|frustrating|shocking|ridiculous|offensive|dishonest|misleading)",
        "(?:too|so|very) (?:long|slow) (?:a )?process",
        "unhappy with",
        "inappropriate",
    ),
    "id": _any(
        "kasar",
        "(?:tidak|kurang) (?:profesional|ramah|sopan|menghargai|jujur|jelas|teratur|terorganisasi|adil|menyenangkan)",
        "mengecewakan",
        "kecewa",
        "kekecewaan",
        "berantakan",
        "buruk",
        "(?:tidak|kurang) nyaman",
        "membosankan",
        "(?:buang-buang|membuang|membuang-buang) waktu",
        "tok(?:sik|sis)",
        "sombong",
        "angkuh",
        "tidak (?:suka|senang)",
        "semrawut",
        "kacau",
        "menyinggung",
        "melecehkan",
        "bertele-tele",
        "menyebalkan",
        "tersinggung",
    ),
}
OTHER_SIDE: Phrases = {
    "en": _any(
        "we regret",
        "regret to inform",
        "(?:we|our team|the committee) (?:have|has) decided",
        "your (?:application|candidacy|cv|résumé|resume) (?:was|has|is|will|did|for|to)",
        "your (?:application|candidacy)",
        "(?:was|were|been) (?:not successful|unsuccessful)",
        "not (?:been )?(?:successful|selected|shortlisted)",
        "(?:keep|kept|retain) your (?:\\w+ ){0,3}on file",
        "(?:other|another|more) candidates? (?:who|whose|with|better)",
        "(?:the )?position has been filled",
        "(?:thank you|thanks) for (?:your application|applying|your interest in (?:the|our|this))",
        "unable to offer you",
        "(?:move|moving|proceed(?:ing)?) forward with (?:another|other)",
        "we (?:wish you|appreciate your|are unable|were impressed|will not be)",
        "on this occasion we",
    ),
    "id": _any(
        "kami (?:mohon|memohon|meminta) maaf",
        "kami (?:memutuskan|telah memutuskan|belum dapat|tidak dapat|sampaikan|informasikan"
        "|ucapkan|mengucapkan|menyesal)",
        "(?:lamaran|pencalonan) (?:anda|saudara|saudari|kamu)",
        "(?:belum|tidak) (?:berhasil|lolos|terpilih|memenuhi kualifikasi)",
        "(?:minat|ketertarikan) (?:anda|saudara|saudari|kamu)",
        "posisi (?:ini |tersebut )?(?:telah|sudah) terisi",
        "kandidat lain yang lebih (?:sesuai|memenuhi)",
        "perusahaan kami",
        "(?:menyimpan|arsip) (?:data|lamaran) (?:anda|saudara)",
    ),
}
FAMILIAR: Phrases = {"id": _any("kamu", "kalian", "aku", "gue", "gua", "lo", "elo", "nggak", "gak", "enggak")}
RESIGNING: Phrases = {
    "id": _any(
        "(?:surat )?pengunduran diri(?! dari proses)",
        "mengundurkan diri(?! dari (?:proses|seleksi|pencalonan))",
    )
}
"""Without “from the process” it is what an employee hands in."""

_NAME = r"[^\W\d_a-z][\w&’'-]*(?:\.\w+)*"
_NAMES = rf"(?P<name>{_NAME}(?:[ ](?:&[ ])?{_NAME})*)"
# A name after words that say where one is going.
NEW_EMPLOYER: Phrases = {
    "en": re.compile(
        r"\b(?:(?i:accept(?:ed|ing)?|join(?:ed|ing)?|start(?:ed|ing)?|taken?|taking|chosen?|signed)|offer(?:ed)?)\b"
        r"[^.\n]{0,50}?\b(?:at|with|from|by|join(?:ed|ing)?)[ ](?:the[ ])?" + _NAMES
    ),
    "id": re.compile(
        r"\b(?i:menerima|memilih|bergabung|diterima|tawaran|kesempatan)\b"
        r"[^.\n]{0,50}?\b(?:di|dengan|dari|oleh)[ ]" + _NAMES
    ),
}

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": listed(
        "the and of to a an in for that with you your i my me have has had was is are be been"
        " not but would will"
        " this it at on as from so our we am by or which who if thank interview application position regards"
    ),
    "id": listed(
        "yang dan di ke dari untuk dengan saya atas pada tidak ini itu dapat telah akan serta"
        " bapak ibu kepada"
        " agar karena sudah juga lebih tersebut dalam oleh bahwa kami anda terima kasih mohon maaf wawancara"
        " lamaran posisi hormat semoga setelah"
    ),
}
