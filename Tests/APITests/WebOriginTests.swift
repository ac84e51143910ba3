import Testing

@testable import Console

/// RFC 6454 §4 and §5.
struct WebOriginTests {
    @Test(
        arguments: [
            ["https://a.example.be", "HTTPS://A.Example.BE", "https://a.example.be:443", "https://a.example.be:0443"],
            ["http://a.example.be", "http://a.example.be:80"], ["http://127.0.0.1:8080", "HTTP://127.0.0.1:8080"],
            ["http://[::1]", "http://[::1]:80"], ["http://[2001:db8::a]:8080", "http://[2001:DB8::A]:8080"],
        ])
    func `one origin may be written in several ways`(texts: [String]) {
        #expect(Set(texts.map(WebOrigin.init)).count == 1 && WebOrigin(texts[0]) != nil)
    }

    @Test func `another scheme, host or port is another`() {
        let texts = [
            "https://a.example.be", "http://a.example.be", "https://b.example.be", "https://a.example.be:8443", "http://a.example.be:443",
            "https://a.example.be.", "https://xa.example.be", "http://[::1]", "http://[::1]:8080",
        ]
        #expect(Set(texts.compactMap(WebOrigin.init)).count == texts.count)
    }

    @Test(
        arguments: [
            "", "null", "a.example.be", "https://", "https:///", "https://a.example.be/", "https://a.example.be/x",
            "https://a.example.be?x",
            "https://a.example.be#x", "https://u@a.example.be", "https://u:p@a.example.be", "https://a.example.be:",
            "https://a.example.be:0",
            "https://a.example.be:65536", "https://a.example.be:+443", "https://a.example.be:443:443", "ftp://a.example.be",
            "file:///etc/passwd", "https://a.example.be https://b.example.be", "https://a.example.be, https://a.example.be",
            "https://[::1", "https://::1", "https://[]", "https://[::1]x", "https://a.exämple.be", " https://a.example.be",
        ])
    func `what is no single origin is none`(text: String) { #expect(WebOrigin(text) == nil) }
}
