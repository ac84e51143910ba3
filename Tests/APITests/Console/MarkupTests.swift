import Testing

@testable import Console

@Suite struct MarkupTests {
    @Test func `texts are escaped wherever they are put, and markup is not`() {
        let text = "<script>\"'&"
        let inner: Markup = "<b title=\"\(text)\">\(text)</b>"
        let outer: Markup = "<p>\(inner)\([inner, inner])\(7)\("<i>", if: false)</p>"
        let escaped = "<b title=\"&lt;script&gt;&quot;&#39;&amp;\">&lt;script&gt;&quot;&#39;&amp;</b>"
        #expect(inner.html == escaped)
        #expect(outer.html == "<p>\(escaped)\(escaped)\(escaped)7</p>")
    }
}
