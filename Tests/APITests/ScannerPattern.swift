import Testing

/// What a program does with a link that it finds in a mail: each request on a connection of its own, as octets.
struct ScannerPattern: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The requests for a token; the code on paper is given to show that not even the right one passes this way.
    let requests: @Sendable (_ token: String, _ code: String) -> [String]

    private init(_ name: String, _ requests: @escaping @Sendable (_ token: String, _ code: String) -> [String]) {
        testDescription = name
        self.requests = requests
    }

    static let all = methods + hints + programs + spellings + forms + askings

    private static func request(_ method: String, _ target: String, _ fields: [String] = [], body: String? = nil) -> String {
        let length = body.map { ["Content-Length: \($0.utf8.count)"] } ?? []
        return (["\(method) \(target) HTTP/1.1", "Host: sleutels.example.be"] + fields + length).joined(separator: "\r\n")
            + "\r\n\r\n" + (body ?? "")
    }

    private static let form = "Content-Type: application/x-www-form-urlencoded"

    private static func get(_ name: String, _ fields: String...) -> ScannerPattern {
        ScannerPattern(name) { token, _ in [request("GET", "/a/\(token)", fields)] }
    }

    private static func target(_ name: String, _ target: @escaping @Sendable (_ token: String, _ code: String) -> String) -> ScannerPattern
    {
        ScannerPattern(name) { token, code in [request("GET", target(token, code)), request("HEAD", target(token, code))] }
    }

    private static func sent(_ name: String, _ fields: [String], body: @escaping @Sendable (_ code: String) -> String?) -> ScannerPattern {
        ScannerPattern(name) { token, code in [request("POST", "/a/\(token)", fields, body: body(code))] }
    }

    private static let methods: [ScannerPattern] = [
        get("GET"),
        ScannerPattern("HEAD") { token, _ in [request("HEAD", "/a/\(token)")] },
        ScannerPattern("OPTIONS") { token, _ in [request("OPTIONS", "/a/\(token)")] },
        ScannerPattern("GET twenty times") { token, _ in Array(repeating: request("GET", "/a/\(token)"), count: 20) },
        ScannerPattern("HEAD, then GET") { token, _ in [request("HEAD", "/a/\(token)"), request("GET", "/a/\(token)")] },
        ScannerPattern("OPTIONS, then GET, on one connection") { token, _ in
            [request("OPTIONS", "/a/\(token)") + request("HEAD", "/a/\(token)") + request("GET", "/a/\(token)")]
        },
        ScannerPattern("PUT of the form") { token, code in [request("PUT", "/a/\(token)", [form], body: "code=\(code)")] },
        ScannerPattern("PATCH of the form") { token, code in [request("PATCH", "/a/\(token)", [form], body: "code=\(code)")] },
        ScannerPattern("DELETE") { token, _ in [request("DELETE", "/a/\(token)")] },
        ScannerPattern("TRACE") { token, _ in [request("TRACE", "/a/\(token)")] },
        ScannerPattern("CONNECT") { token, _ in [request("CONNECT", "/a/\(token)")] },
        ScannerPattern("PROPFIND") { token, _ in [request("PROPFIND", "/a/\(token)", ["Depth: 1"])] },
        ScannerPattern("a method in lower case") { token, code in [request("post", "/a/\(token)", [form], body: "code=\(code)")] },
        ScannerPattern("a method of its own") { token, code in [request("SCAN", "/a/\(token)", [form], body: "code=\(code)")] },
        ScannerPattern("GET with the form as its body") { token, code in [request("GET", "/a/\(token)", [form], body: "code=\(code)")] },
        ScannerPattern("HTTP/1.0") { token, _ in ["GET /a/\(token) HTTP/1.0\r\n\r\n"] },
        ScannerPattern("HTTP/0.9") { token, _ in ["GET /a/\(token)\r\n\r\n"] },
        ScannerPattern("HTTP/2 without asking") { _, _ in ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] },
    ]

    private static let hints: [ScannerPattern] = [
        get("prefetch", "Purpose: prefetch"), get("prerender", "Sec-Purpose: prefetch;prerender"),
        get("Firefox' prefetch", "X-Moz: prefetch"),
        get("preview", "X-Purpose: preview"), get("the first octet", "Range: bytes=0-0"),
        get("many ranges", "Range: bytes=0-9,20-29,-5"), get("if it changed", "If-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT"),
        get("if it is another", "If-None-Match: *"), get("if it is there", "If-Match: \"x\""),
        get("an upgrade", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"),
        get("JSON wanted", "Accept: application/json"), get("a method in a field", "X-HTTP-Method-Override: POST"),
        get("another host", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"),
        get("through a proxy", "Via: 1.1 safelinks.example", "X-Forwarded-For: 192.0.2.1"),
    ]

    private static let programs: [ScannerPattern] = [
        get("Slack", "User-Agent: Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"),
        get("Teams", "User-Agent: Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5"),
        get("Office", "User-Agent: Mozilla/4.0 (compatible; ms-office; MSOffice 16)"), get("WhatsApp", "User-Agent: WhatsApp/2.23.20.0"),
        get("Facebook", "User-Agent: facebookexternalhit/1.1", "Range: bytes=0-524287"),
        get("Twitter", "User-Agent: Twitterbot/1.0"), get("Google", "User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1)"),
        get("a gateway without a name", "User-Agent:"),
        ScannerPattern("a browser without a window, with all that the page names") { token, _ in
            let agent = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0"
            return ["/a/\(token)", "/assets/postduif.css", "/favicon.ico", "/activated/fr"].map { request("GET", $0, [agent]) }
        },
        ScannerPattern("a crawler that asks first") { token, _ in
            ["/robots.txt", "/sitemap.xml", "/a/\(token)", "/a/"].map { request("GET", $0) }
        },
        ScannerPattern("a script's beacon after the page") { token, _ in
            [request("GET", "/a/\(token)"), request("POST", "/a/\(token)", ["Content-Type: text/plain;charset=UTF-8"], body: "seen")]
        },
    ]

    private static let spellings: [ScannerPattern] = [
        target("a slash behind") { token, _ in "/a/\(token)/" }, target("two slashes") { token, _ in "//a//\(token)" },
        target("a dot between") { token, _ in "/a/./\(token)" }, target("up and down") { token, _ in "/a/../a/\(token)" },
        target("encoded letters") { token, _ in "/%61/" + token.utf8.map { "%" + String($0, radix: 16) }.joined() },
        target("an encoded slash") { token, _ in "/a%2F\(token)" }, target("a capital") { token, _ in "/A/\(token)" },
        target("a full stop behind, as in running text") { token, _ in "/a/\(token)." },
        target("a line end behind") { token, _ in "/a/\(token)%0D%0A" }, target("a fragment") { token, _ in "/a/\(token)#top" },
        target("a visit's marks") { token, _ in "/a/\(token)?utm_source=mail&utm_campaign=1" },
        target("the code in the query") { token, code in "/a/\(token)?code=\(code)" },
        target("a method in the query") { token, code in "/a/\(token)?_method=POST&code=\(code)" },
        target("the whole URL") { token, _ in "http://sleutels.example.be/a/\(token)" },
    ]

    /// At the address where a new link is asked for, and its button at the page's.
    private static let askings: [ScannerPattern] = [
        ScannerPattern("GET of asking again") { token, _ in
            ["/a/\(token)/again", "/a/\(token)/again?again=1", "/a/\(token)?again=1"].map { request("GET", $0) }
        },
        ScannerPattern("HEAD of asking again") { token, _ in
            ["/a/\(token)/again", "/a/\(token)?again=1"].map { request("HEAD", $0) }
        },
        ScannerPattern("OPTIONS of asking again") { token, _ in [request("OPTIONS", "/a/\(token)/again")] },
        ScannerPattern("the pages after the forms") { _, _ in ["/asked/fr", "/activated/fr"].map { request("GET", $0) } },
        ScannerPattern("PUT, PATCH and DELETE of asking again") { token, _ in
            ["PUT", "PATCH", "DELETE"].map { request($0, "/a/\(token)/again", [form], body: "again=1") }
        },
        ScannerPattern("POST of nothing to ask again") { token, _ in [request("POST", "/a/\(token)/again")] },
        ScannerPattern("POST of an empty form to ask again") { token, _ in [request("POST", "/a/\(token)/again", [form], body: "")] },
        ScannerPattern("POST of the code to ask again") { token, code in
            [request("POST", "/a/\(token)/again", [form], body: "code=\(code)")]
        },
        ScannerPattern("a script's beacon to ask again") { token, _ in
            [request("POST", "/a/\(token)/again", ["Content-Type: text/plain;charset=UTF-8"], body: "again=1")]
        },
        ScannerPattern("asking again from another site") { token, _ in
            ["/a/\(token)/again", "/a/\(token)"].map { request("POST", $0, [form, "Sec-Fetch-Site: cross-site"], body: "again=1") }
        },
        ScannerPattern("asking again with another origin") { token, _ in
            [request("POST", "/a/\(token)/again", [form, "Origin: https://evil.example"], body: "again=1")]
        },
        ScannerPattern("asking again in the query") { token, _ in [request("POST", "/a/\(token)?again=1", [form], body: "")] },
    ]

    private static let forms: [ScannerPattern] = [
        sent("POST of nothing", []) { _ in nil }, sent("POST of an empty form", [form]) { _ in "" },
        sent("POST of an empty field", [form]) { _ in "code=" }, sent("POST of another field", [form]) { "kode=\($0)" },
        sent("POST of two codes", [form]) { "code=\($0)&code=\($0)" },
        sent("POST as JSON", ["Content-Type: application/json"]) { "{\"code\":\"\($0)\"}" },
        sent("POST in parts", ["Content-Type: multipart/form-data; boundary=x"]) {
            "--x\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n\($0)\r\n--x--\r\n"
        },
        sent("POST from another site", [form, "Sec-Fetch-Site: cross-site"]) { "code=\($0)" },
        sent("POST with another origin", [form, "Origin: https://evil.example"]) { "code=\($0)" },
        ScannerPattern("POST with the code in the query") { token, code in [request("POST", "/a/\(token)?code=\(code)", [form], body: "")]
        },
        ScannerPattern("POST that never ends") { token, code in
            ["POST /a/\(token) HTTP/1.1\r\nHost: a\r\n\(form)\r\nContent-Length: 400\r\n\r\ncode=\(code)"]
        },
        ScannerPattern("POST to the API without a key") { token, code in
            let body = #"{"token":"\#(token)","code":"\#(code)"}"#
            return [request("POST", "/v1/activations/redeem", ["Content-Type: application/json"], body: body)]
        },
    ]
}
