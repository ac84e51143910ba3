import HTTPTypes
import Testing

/// What holds for every page of the consoles.
enum PageRules {
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    /// - Parameter frame: Whether a frame of our own stands in it.
    static func check(_ page: Reading, _ place: String, frame: Bool = false) {
        let html = page.text
        #expect(page.headers[.contentSecurityPolicy] == policy + (frame ? "; frame-src 'self'" : ""), "\(place)")
        #expect(page.headers[.cacheControl] == "no-store" && page.headers[.contentType] == "text/html; charset=utf-8", "\(place)")
        #expect(html.split(separator: "<h1>", omittingEmptySubsequences: false).count == 2, "\(place) has one h1")
        #expect(html.utf8.count < 60_000, "\(place)")
        #expect(html.contains("<a class=\"skip\" href=\"#main\">") && html.contains("<main id=\"main\""), "\(place)")
        for word in [" style=", "<style", " onclick", " onload", " onsubmit", "javascript:", frame ? "<frame" : "<iframe", "<img"] {
            #expect(!html.contains(word), "\(place): \(word)")
        }
        #expect(!html.replacing("<script src=", with: "").contains("<script"), "\(place)")
        // What is laid out as blocks is no table to every browser unless it says so.
        for tag in html.matches(of: /<(table|thead|tbody|tr|th|td)(?: [^>]*)?>/) {
            #expect(tag.output.0.contains(" role=\""), "\(place): \(tag.output.0)")
        }
        for form in html.matches(of: /<form method="post"[\s\S]*?<\/form>/) where html.contains("<header class=\"bar\">") {
            #expect(form.output.contains("name=\"form_token\""), "\(place): \(form.output.prefix(80))")
        }
        for source in html.matches(of: /(?:src|action)="([^"]*)"/) {
            #expect(source.output.1.hasPrefix("/console"), "\(place): \(source.output.1)")
        }
    }
}
