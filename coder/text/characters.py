"""Characters that are not what was printed: mojibake, entities, tags, invisible ones, spaces, forms of one letter."""

from __future__ import annotations

import html
import re
import unicodedata

from coder.text.casing import titles
from coder.text.edits import EditedText
from coder.text.sentences import text_words

# UTF-8 read as Windows-1252: a lead byte and its continuation bytes, as that code page shows them.
_CONTINUES = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_MOJIBAKE = re.compile(
    rf"(?:[Â-ßÃ][{_CONTINUES}]|[à-ï][{_CONTINUES}]{{2}}|[ð-ô][{_CONTINUES}]{{3}})+|â€(?=[\s.,;:!?)]|$)|Â(?=[\s ])"
)
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SCRIPT_ENDS = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
# Tags that end a paragraph, and those that stand within one.
_BLOCK = (
    r"p|br|hr|div|h[1-6]|[uod]l|li|d[td]|table|tbody|thead|t[rdh]|section|article|header|footer|aside|nav|main|title|"
    r"head|body|html|figure|figcaption|blockquote|pre"
)
_INLINE = (
    r"a|abbr|b|big|button|center|cite|code|del|em|embed|font|form|i|iframe|img|input|ins|label|link|mark|meta|"
    r"noscript|object|q|s|script|small|source|span|strike|strong|style|su[bp]|svg|time|tt|u|video|wbr|\w+:\w+"
)
_TAG = re.compile(
    rf"</?(?:({_BLOCK})|{_INLINE})(?:\s[^<>]{{0,4000}})?/?>|<!--[^<>]{{0,4000}}-->|<!doctype[^<>]{{0,400}}>",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)
# A soft hyphen at a line's end was printed: there the word was broken.
_BROKEN_WORD = re.compile("(?<=[^\\W\\d_])\u00ad[ \\t]*\n[ \\t]*(?=[^\\W\\d_])")
_COMPOSABLE = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_FORMS = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
_EXCHANGED = {
    # Bytes of Windows-1252 that were read as Latin-1.
    **{n: bytes([n]).decode("cp1252") for n in range(0x80, 0xA0) if n not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}},
    **dict.fromkeys(
        map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"),
        " ",
    ),
    **dict.fromkeys(map(ord, "\r\x0b\x0c\u2028\u2029"), "\n"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63"), "-"),
    **dict.fromkeys(map(ord, "\u2012"), "–"),
    **dict.fromkeys(map(ord, "\u2015\u2e3a\u2e3b\ufe58"), "—"),
    **dict.fromkeys(map(ord, "„‟«‶"), "“"),
    **dict.fromkeys(map(ord, "»″"), "”"),
    **dict.fromkeys(map(ord, "‚‛‹›ʼ′´"), "’"),
}
_TO_EXCHANGE = re.compile("[" + "".join(map(chr, _EXCHANGED)) + "]")
_WIRE_QUOTE = re.compile(r"(``|(?<![^\s(])''(?=\w))|''")
_FOOTNOTE = re.compile(
    r"(?<=[\w.,;:!?”\"’')])(?:\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation "
    r"needed)\]|[¹²³⁰⁴-⁹]{1,3}|[†‡])|\[(?:sic|…|\.\.\.)\]"
)
_NOTE_SIGNS = "[¹²³⁰⁴⁵⁶⁷⁸⁹†‡"
_BRACKETED = re.compile(r"\[((\w[\w’'-]*)[\w’' .-]{0,60})\]")
_NAME_FOLLOWS = re.compile(r" [A-ZÀ-ÖØ-Þ]")
# Marks in square brackets: what closes one (*[/b]*), what opens one (*[b]*, *[url=…]*), and what has no words (*[*]*).
_CLOSING_MARK = re.compile(r"\[/([\w.#-]{0,40})[^\[\]\n]{0,60}\]")
_OPENING_MARK = re.compile(r"\[([\w.#-]{1,40})(?:[ =][^\[\]\n]{0,400})?\]")
_WORDLESS_MARK = re.compile(
    r"\[[/*@#~^|=+_<>\\-]{1,3}(?:[A-Za-z][^\s\[\]]{0,60})?\]|(?<=\s)\[(?![aAI])[A-Za-z]\](?=\s)"
)

Changed = tuple[EditedText, set[str]]


def mend_characters(text: EditedText) -> Changed:
    """The text as it was meant, and the flags of what was changed. Linear in its length."""
    flags: set[str] = set()

    def step(flag: str, after: EditedText) -> None:
        nonlocal text
        if after is not text:
            flags.add(flag)
            text = after

    if "\r\n" in text.text:
        text = text.sub(re.compile("\r\n"), "\n")
    if not text.text.isascii():
        step("mojibake", text.sub(_MOJIBAKE, _decoded))
    if "&" in text.text:
        step("entities", text.sub(_ENTITY, lambda m: html.unescape(html.unescape(m.group().replace("&amp;", "&")))))
    if "<" in text.text:
        step("tags", _without_tags(text))
    if "\u00ad" in text.text:
        step("invisible_characters", text.sub(_BROKEN_WORD, ""))
    step("invisible_characters", text.sub(_INVISIBLE, ""))
    if _TO_EXCHANGE.search(text.text):
        text = text.translate(_EXCHANGED)
    if not text.text.isascii():
        step("decomposed_letters", text.sub(_COMPOSABLE, lambda m: unicodedata.normalize("NFC", m.group())))
        step("ligatures", text.sub(_FORMS, lambda m: unicodedata.normalize("NFKC", m.group())))
    if "``" in text.text or "''" in text.text:
        text = text.sub(_WIRE_QUOTE, lambda m: "“" if m.group(1) else "”")
    step("notes", text.sub(_FOOTNOTE, "", _NOTE_SIGNS))
    if "[" in text.text:
        step("tags", _without_marks(text))
        text = text.sub(_BRACKETED, _without_brackets)
    return text, flags


def _without_marks(text: EditedText) -> EditedText:
    """The text without marks in brackets, as forums and programs write them: *[b]Ghana[/b]*, *[/x]*, *[*]*. A word in
    brackets is a mark only where one that closes it stands somewhere.
    """
    closed = {match.group(1) for match in _CLOSING_MARK.finditer(text.text)}
    if closed:
        text = text.sub(_OPENING_MARK, lambda m: "" if m.group(1) in closed else m.group()).sub(_CLOSING_MARK, "")
    return text.sub(_WORDLESS_MARK, "")


def _without_brackets(match: re.Match[str]) -> str:
    """An editor's word is part of the sentence (*much [of] a headache*), and so is a title before a name (*[President]
    Deby*); a gloss (*Daesh [Isis]*) stands in parentheses.
    """
    words, first = text_words(), match.group(2)
    is_word = first == match.group(1) and first.islower()
    inserted = is_word or first.lower() in words.small_words or first.lower() in words.sentence_openers
    if _NAME_FOLLOWS.match(match.string, match.end()):
        inserted = inserted or match.group(1).lower().split()[-1] in titles()
    return match.group(1) if inserted else f"({match.group(1)})"


def _decoded(match: re.Match[str]) -> str:
    """What a run of mojibake was; the run itself where it is none."""
    import ftfy

    if match.group() in {"Â", "â€"}:
        return "" if match.group() == "Â" else "”"
    return ftfy.fix_encoding(match.group())


def _without_tags(text: EditedText) -> EditedText:
    ends = [m.start() for m in _SCRIPT_ENDS.finditer(text.text)]
    if ends:
        # Only up to the last end: a script that is never closed would be looked for to the end of the text each time.
        text = text.edit(
            (m.start(), m.end(), "\n\n") for m in _SCRIPT.finditer(text.text, 0, ends[-1] + len("</script  >"))
        )
    return text.sub(_TAG, lambda m: "\n\n" if m.group(1) else "")
