import Crypto
import Issuance

/// The styles of a document as a policy names them (CSP 3 §6.7.2.3): by their digests, so that none but these apply.
enum StyleHashes {
    /// The sources of `style-src`; `'none'` without any style.
    static func sources(of html: String) -> String {
        let elements = html.matches(of: /<style>([\s\S]*?)<\/style>/).map { String($0.output.1) }
        let attributes = html.matches(of: /\sstyle="([^"]*)"/).map { unescaped(String($0.output.1)) }
        let digests = Set((elements + attributes).map(digest)).sorted()
        if digests.isEmpty { return "'none'" }
        return ((attributes.isEmpty ? [] : ["'unsafe-hashes'"]) + digests.map { "'\($0)'" }).joined(separator: " ")
    }

    private static func digest(_ style: String) -> String {
        let text = String(decoding: Base64URL.encode(Array(SHA256.hash(data: Array(style.utf8)))), as: UTF8.self)
        return "sha256-\(text.replacing("-", with: "+").replacing("_", with: "/"))="
    }

    /// What the browser reads the attribute as.
    private static func unescaped(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }
}
