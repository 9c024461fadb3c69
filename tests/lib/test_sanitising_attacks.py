"""Shapes of attack, each rendered both ways and read back by a real HTML parser."""

import html5lib
import pytest

from consultation.lib.sanitising import PROSE_TAGS, RESPONSE_TAGS, render_prose, render_response

ATTRIBUTES = {"href", "rel", "dir", "start", "value", "scope"}

PAYLOADS = [
    "<script>steal()</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>steal()</scr</script>ipt>",
    "<script\n>steal()</script\n>",
    "<script/x>steal()</script>",
    "<<script>steal();//<</script>",
    "</p><script>steal()</script><p>",
    "<img src=x onerror=steal()>",
    "<img src=`x` onerror=steal()>",
    "<img/src/onerror=steal()>",
    "<IMG SRC=javascript:steal()>",
    '<img """><script>steal()</script>">',
    "<svg onload=steal()>",
    "<svg><script>steal()</script></svg>",
    "<svg><a xlink:href=javascript:steal()><text>x</text></a></svg>",
    "<svg><animate onbegin=steal() attributeName=x>",
    "<svg></p><style><a id='</style><img src=1 onerror=steal()>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=steal()>",
    "<math href=javascript:steal()>x</math>",
    "<body onload=steal()>",
    "<iframe src=javascript:steal()></iframe>",
    "<iframe srcdoc='<script>steal()</script>'></iframe>",
    "<object data=javascript:steal()></object>",
    "<embed src=javascript:steal()>",
    "<form action=javascript:steal()><button>x</button></form>",
    "<button formaction=javascript:steal() form=x>",
    "<input autofocus onfocus=steal()>",
    "<select autofocus onfocus=steal()>",
    "<textarea autofocus onfocus=steal()>",
    "<details open ontoggle=steal()>",
    "<video><source onerror=steal()></video>",
    "<audio src=x onerror=steal()>",
    "<marquee onstart=steal()>",
    "<link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example';</style>",
    "<style>body{display:none}</style>",
    "<div style='background:url(javascript:steal())'>",
    "<p style='position:fixed;inset:0'>over everything</p>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example>",
    "<template><script>steal()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'>",
    "<!--><script>steal()</script>-->",
    "<![CDATA[<script>steal()</script>]]>",
    "<?xml version='1.0'?><script>steal()</script>",
    "<xmp><script>steal()</script></xmp>",
    "<plaintext><script>steal()",
    "<a href=javascript:steal()>x</a>",
    "<a href='java&#10;script:steal()'>x</a>",
    "<a href='x' onmouseover=steal()>x</a>",
    "[x](javascript:steal())",
    "[x](JaVaScRiPt:steal())",
    "[x](java\tscript:steal())",
    "[x](&#106;avascript:steal())",
    "[x](%6aavascript:steal())",
    "[x](vbscript:steal())",
    "[x](data:text/html,<script>steal()</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](<javascript:steal()>)",
    "[x]( javascript:steal())",
    "[x](https://evil.example' onclick='steal())",
    '[x](https://evil.example" onclick="steal())',
    '[x](https://evil.example "onclick=steal()")',
    "[x](https://evil.example`onclick=steal()`)",
    "[<img src=x onerror=steal()>](https://evil.example)",
    "[x][y]\n\n[y]: javascript:steal()",
    "[y]: javascript:steal() 'x'\n\n[y]",
    "![x](javascript:steal())",
    '![x" onerror="steal()](https://evil.example)',
    "<javascript:steal()>",
    '<https://evil.example/"onclick=steal()>',
    'https://evil.example/"onmouseover="steal()',
    "https://evil.example/'onmouseover='steal()",
    "https://evil.example/<script>steal()</script>",
    "javascript://www.evil.example/%0asteal()",
    "www.evil.example/\u2028<script>steal()</script>",
    "**<b onclick=steal()>x</b>**",
    "`<script>steal()</script>`",
    "    <script>steal()</script>",
    "> <script>steal()</script>",
    "- <img src=x onerror=steal()>",
    "| <script>steal()</script> |\n|---|\n| <img src=x onerror=steal()> |",
    "# <script>steal()</script>",
    "```html onload=steal()\n<script>steal()</script>\n```",
    "\\<script>steal()\\</script>",
    "&lt;script&gt;steal()&lt;/script&gt;",
    "&#60;script&#62;steal()&#60;/script&#62;",
    "\uff1cscript\uff1esteal()\uff1c/script\uff1e",
    "+ADw-script+AD4-steal()+ADw-/script+AD4-",
    "<scr\x00ipt>steal()</scr\x00ipt>",
    "<img src=x\x0conerror=steal()>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_attack_on_a_response_is_only_text(payload: str) -> None:
    assert harmless(render_response(payload), RESPONSE_TAGS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_attack_on_prose_is_only_text(payload: str) -> None:
    assert harmless(render_prose(payload), PROSE_TAGS)


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if p.startswith("<") and "\x00" not in p])
def test_html_in_a_response_is_shown(payload: str) -> None:
    shown = "".join(html5lib.parseFragment(render_response(payload)).itertext())
    assert shown.strip() == payload.replace("\x0c", "").strip()


def harmless(rendered: str, tags: set[str]) -> bool:
    for element in html5lib.parseFragment(rendered, namespaceHTMLElements=False).iter():
        assert element.tag in tags | {"DOCUMENT_FRAGMENT"}
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "https:").startswith(("https:", "http:", "mailto:", "/", "#"))
    return True
