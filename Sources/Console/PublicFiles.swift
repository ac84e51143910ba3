package import API
import HTTPTypes
import Hummingbird
package import Mail

/// What programs look for at fixed places of every site.
///
/// - Parameter securityEmail: Where weaknesses are told; `nil`: there is no `security.txt`.
package func publicFiles(securityEmail: String?, publicURL: String, clock: any TimeSource) -> [Route] {
    let files = PublicFiles(securityEmail: securityEmail, publicURL: publicURL, clock: clock)
    return [
        Route(.get, "/robots.txt", .open, files.robots),
        Route(.get, "/favicon.ico", .open, files.icon),
        Route(.get, "/.well-known/security.txt", .open, files.security),
    ]
}

struct PublicFiles: Sendable {
    let securityEmail: String?
    let publicURL: String
    let clock: any TimeSource

    private static let day: Int64 = 86_400
    /// RFC 9116 §2.5.5 recommends less than a year.
    private static let securityDays: Int64 = 180

    /// Nothing here is for an index; the pages say so too, to programs that read no `robots.txt` (RFC 9309).
    @Sendable func robots(_ call: APICall) -> Response { text("User-agent: *\nDisallow: /\n") }

    /// There is none: browsers ask anyway, and an answer that they keep ends it.
    @Sendable func icon(_ call: APICall) -> Response {
        Response(status: .noContent, headers: [.cacheControl: "public, max-age=\(Self.day)"])
    }

    /// RFC 9116. Its end moves on by whole days, so that the file is the same for a day.
    @Sendable func security(_ call: APICall) throws(Problem) -> Response { try securityDocument() }

    func securityDocument() throws(Problem) -> Response {
        guard let securityEmail else { throw .notFound }
        let end = Instant(seconds: (clock.now.seconds / Self.day + Self.securityDays) * Self.day)
        return text(
            """
            Contact: mailto:\(securityEmail)
            Expires: \(end.rfc3339)
            Preferred-Languages: nl, fr, de, en
            Canonical: \(publicURL)/.well-known/security.txt

            """)
    }

    private func text(_ text: String) -> Response {
        var response = Response(bytes: Array(text.utf8), type: "text/plain; charset=utf-8")
        response.headers[.cacheControl] = "public, max-age=\(Self.day)"
        return response
    }
}
