import Testing

@testable import Postduif

@Suite("A faulty configuration")
struct ConfigurationFaultTests {
    /// One file with one fault, and the parts of the one message it must give.
    struct Broken: Sendable, CustomTestStringConvertible {
        let text: String
        let place: String
        let parts: [String]

        init(_ text: String, _ place: String, _ parts: String...) {
            self.text = text
            self.place = place
            self.parts = parts
        }

        var testDescription: String { text }
    }

    @Test("names its place and its fix", arguments: keys + http + fronts + mail + relays + kinds + oidc + dkim + notBuilt)
    func message(_ broken: Broken) {
        let problems = ConfigurationReading.problems(broken.text)
        #expect(problems.count == 1, "\(problems)")
        let problem = problems.first ?? ""
        #expect(problem.hasPrefix("postduif.yaml:\(broken.place): "), "\(problem)")
        for part in broken.parts { #expect(problem.contains(part), "\(problem)") }
    }

    static let keys = [
        Broken("htp: { port: 1 }", "1:1", "unknown key 'htp' in the top level; did you mean 'http'? Known keys: http, fronts, queue"),
        Broken("http:\n  prot: 1", "2:3", "unknown key 'prot' in 'http'; did you mean 'port'? Known keys: host, port, public_url, tls"),
        Broken("http: { tls: { cert: a } }", "1:16", "unknown key 'cert' in 'http.tls'", "Known keys: certificate, key"),
        Broken("zebra: 1", "1:1", "unknown key 'zebra' in the top level; remove it."),
        Broken("queue: { directory: a, postgres: b }", "1:24", "unknown key 'postgres' in 'queue'; remove it. Known keys: directory"),
        Broken("kinds: { canary: { lifetime: 1m } }", "1:10", "unknown key 'canary' in 'kinds'", "one_time_code, activation_link"),
        Broken("kinds:\n  key_activated: { digits: 6 }", "2:20", "unknown key 'digits' in 'kinds.key_activated'"),
        Broken("[a, b]: 1", "1:1", "a key in the top level must be a word, found a list"),
        Broken("- a", "1:1", "the top level must be a section of keys, found a list"),
        Broken("http: yes", "1:7", "'http' must be a section of keys, found a single value"),
        Broken("http: { host: [a] }", "1:15", "'http.host' must be a single value, found a list"),
        Broken("profile: { a: 1 }", "1:10", "'profile' must be a single value, found a section of keys"),
        Broken("relays: { name: a }", "1:9", "'relays' must be a list, each entry with '- ', found a section of keys"),
        Broken("relays: [a]", "1:10", "'relays[0]' must be a section of keys, found a single value"),
        Broken("log: { level: info }\nlog: { level: error }", "1:1", "the key 'log' stands there twice; keep one"),
        Broken("http: { host: a", "2:1", "not readable as YAML"),
        Broken("a: b: c", "1:5", "not readable as YAML"),
        Broken("log: {}\n---\nlog: {}", "2:1", "not readable as YAML"),
    ]

    static let http = [
        Broken("http: { port: 65536 }", "1:15", "'http.port' is 65536; it must be from 0 to 65535"),
        Broken("http: { port: -1 }", "1:15", "'http.port' is -1; it must be from 0 to 65535"),
        Broken("http: { port: http }", "1:15", "'http.port' must be a whole number from 0 to 65535"),
        Broken("http: { port: 8080.5 }", "1:15", "'http.port' must be a whole number"),
        Broken("http: { port: 0x50 }", "1:15", "'http.port' must be a whole number"),
        Broken("http: { host: \"http://a\" }", "1:15", "'http.host' must be a host name or an IP address"),
        Broken("http: { host: 127.0.0.300 }", "1:15", "'http.host' must be a host name or an IP address"),
        Broken("http: { host: 0.0.0.0 }", "1:7", "'http.public_url' is missing", "https://sleutels.example.be"),
        Broken(
            "http: { public_url: http://sleutels.example.be }",
            "1:21", "'http.public_url' must start with https://", "the link is a secret"),
        Broken("http: { public_url: ftp://sleutels.example.be }", "1:21", "must start with https://"),
        Broken("http: { public_url: sleutels.example.be }", "1:21", "'http.public_url' is not usable: it has no scheme"),
        Broken("http: { public_url: https://example.be/a }", "1:21", "it has a path, query or fragment"),
        Broken("http: { public_url: \"https://example.be?a\" }", "1:21", "it has a path, query or fragment"),
        Broken("http: { public_url: https://a:b@example.be }", "1:21", "it holds a user name or password"),
        Broken("http: { public_url: https://example.be:0 }", "1:21", "its port is not a number from 1 to 65535"),
        Broken("http: { public_url: https:// }", "1:21", "its host is neither a name nor an IP address"),
        Broken("http: { public_url: http://127.0.0.1.example.be }", "1:21", "must start with https://"),
        Broken("http: { tls: { certificate: server.pem } }", "1:14", "'http.tls.key' is missing"),
        Broken("http:\n  tls:\n    key: safe.key", "3:5", "'http.tls.certificate' is missing"),
        Broken(
            "http: { tls: { certificate: gone.pem, key: safe.key } }",
            "1:29", "'http.tls.certificate' names gone.pem, which does not exist"),
        Broken("http: { tls: { certificate: server.pem, key: open.key } }", "1:46", "open.key is open to others (mode 0604)", "chmod 600"),
        Broken("metrics: { port: 70000 }", "1:18", "'metrics.port' is 70000"),
        Broken("log: { level: loud }", "1:15", "'log.level' must be one of: trace, debug, info"),
        Broken("log: { level: warn }", "1:15", "'log.level' must be one of", "did you mean 'warning'?"),
        Broken("seal: { key_file: open.key }", "1:19", "'seal.key_file': open.key is open to others (mode 0604); run: chmod 600 open.key"),
        Broken("profile: lar", "1:10", "'profile' must be one of: lra, strict; did you mean 'lra'?"),
    ]

    static let mail = [
        Broken("sender: { address: nobody }", "1:20", "'sender.address' is not an e-mail address", "one @"),
        Broken("sender: { address: ünë@example.be }", "1:20", "'sender.address' has letters beyond ASCII"),
        Broken("sender: { name: \"a\\nBcc: x\" }", "1:17", "'sender.name' has a control or invisible character"),
        Broken("sender: { name: \"a\\u202Eb\" }", "1:17", "'sender.name' has a control or invisible character"),
        Broken("sender: { name: \(String(repeating: "n", count: 65)) }", "1:17", "'sender.name' is longer than 64 octets"),
        Broken("sender: { bounce_domain: bounce }", "1:26", "'sender.bounce_domain' is not a domain", "at least two parts"),
        Broken("contact:\n  email: a@b@", "2:10", "'contact.email' is not an e-mail address"),
        Broken("contact: { phone: call us }", "1:19", "'contact.phone' may hold digits"),
        Broken("contact: { security_email: nobody }", "1:28", "'contact.security_email' is not an e-mail address"),
        Broken("templates: { directory: \(String(repeating: "d", count: 1_025)) }", "1:25", "is longer than 1024 octets"),
    ]

    static let relays = [
        Broken("canary: { address: nobody }", "1:20", "'canary.address' is not an e-mail address"),
        Broken("canary: { address: a@example.be, every: 9s }", "1:41", "'canary.every' is 9s; it must be from 10s to 1d"),
        Broken("log: { format: xml }", "1:16", "'log.format' must be one of: text, json"),
        Broken("relays: [{ url: smtps://a.be:465 }]", "1:10", "'relays[0].name' is missing"),
        Broken("relays: [{ name: a b, url: smtps://a.be }]", "1:18", "'relays[0].name' may hold letters, digits"),
        Broken(
            "relays:\n  - { name: a, url: smtps://a.be }\n  - { name: a, url: smtps://b.be }",
            "3:13", "'relays[1].name' is taken by a relay above"),
        Broken("relays: [{ name: a, url: [b] }]", "1:26", "'relays[0].url' must be a single value, found a list"),
        Broken("relays: [{ name: a }]", "1:10", "'relays[0].url' is missing"),
        Broken("relays: [{ name: a, url: https://a.be }]", "1:26", "'relays[0].url' must start with smtps:// or smtp://"),
        Broken(
            "relays: [{ name: a, url: smtps://u:hunter2@a.be }]",
            "1:26", "it holds a user name or password", "use 'username' and 'password_file'"),
        Broken("relays: [{ name: a, url: smtps://a.be:99999 }]", "1:26", "its port is not a number from 1 to 65535"),
        Broken("relays: [{ name: a, url: smtps://a.be/x }]", "1:26", "it has a path"),
        Broken(
            "relays: [{ name: a, url: smtp://a.be, tls: none }]",
            "1:44", "'relays[0].tls' is none, but a.be is not this machine", "use required"),
        Broken("relays: [{ name: a, url: smtps://a.be, tls: starttls }]", "1:45", "'relays[0].tls' is starttls, which goes with smtp://"),
        Broken("relays: [{ name: a, url: smtps://127.0.0.1, tls: none }]", "1:50", "'relays[0].tls' is none, which goes with smtp://"),
        Broken("relays: [{ name: a, url: smtp://a.be, tls: implicit }]", "1:44", "'relays[0].tls' is implicit, which goes with smtps://"),
        Broken(
            "relays: [{ name: a, url: smtp://a.be, tls: optional }]",
            "1:44", "'relays[0].tls' must be one of: none, starttls, required, implicit"),
        Broken("relays: [{ name: a, url: smtps://a.be, require_tls: yes }]", "1:53", "'relays[0].require_tls' must be true or false"),
        Broken("relays: [{ name: a, url: smtps://a.be, deliver_by: 10m }]", "1:52", "'relays[0].deliver_by' must be true or false"),
        Broken(
            "relays: [{ name: a, url: smtp://localhost, tls: none, require_tls: true }]",
            "1:68", "'relays[0].require_tls' is true, but 'tls' is none"),
        Broken("relays: [{ name: a, url: smtps://a.be, username: u }]", "1:50", "'relays[0].username' needs 'password_file' beside it"),
        Broken("relays: [{ name: a, url: smtps://a.be, password_file: relay.password }]", "1:55", "needs 'username' beside it"),
        Broken(
            "relays: [{ name: a, url: smtps://a.be, username: u, password_file: open.password }]",
            "1:68", "(mode 0640); run: chmod 600 open.password"),
        Broken("relays: [{ name: a, url: smtps://a.be, username: u, password_file: gone }]", "1:68", "names gone, which does not exist"),
        Broken(
            "relays: [{ name: a, url: 'smtp://[::1]:25', tls: none, username: u, password_file: relay.password }]",
            "1:84", "without TLS"),
        Broken("relays: [{ name: a, url: smtps://a.be, password: hunter2 }]", "1:40", "unknown key 'password' in 'relays[0]'"),
        Broken(
            "relays: [{ name: a, url: smtps://a.be, ca_file: gone.pem }]",
            "1:49", "'relays[0].ca_file' names gone.pem, which does not exist"),
        Broken(
            "relays: [{ name: a, url: smtps://a.be, connections: 65 }]",
            "1:53", "'relays[0].connections' is 65; it must be from 1 to 64"),
        Broken("relays: [{ name: a, url: smtps://a.be, connections: 0 }]", "1:53", "'relays[0].connections' is 0; it must be from 1 to 64"),
        Broken(
            "relays: [{ name: a, url: smtps://a.be, rate_per_minute: 0 }]",
            "1:57", "'relays[0].rate_per_minute' is 0; it must be from 1 to 1000000"),
        Broken(
            "relays: [{ name: a, url: smtps://a.be, rate_per_minute: 600/m }]",
            "1:57", "'relays[0].rate_per_minute' must be a whole number from 1 to 1000000"),
        Broken(
            "warnings: { municipal_domains_file: none.txt }", "1:37",
            "'warnings.municipal_domains_file' names none.txt, which does not exist"),
        Broken(
            "warnings: { municipal_domains_file: bad.txt }", "1:37",
            "'warnings.municipal_domains_file' names bad.txt, whose line 2 has what is no domain"),
        Broken("domains: [{ connections: 2 }]", "1:11", "'domains[0].domain' is missing; name the recipients' domain"),
        Broken("domains: [{ domain: a.be }]", "1:21", "'domains[0].domain' has no limit; set 'connections' or 'rate_per_minute'"),
        Broken("domains: [{ domain: a.be, connections: 0 }]", "1:40", "'domains[0].connections' is 0; it must be from 1 to 1000"),
        Broken(
            "domains: [{ domain: a.be, connections: 2 }, { domain: A.be, connections: 3 }]",
            "1:55", "'domains[1].domain' has a limit above; keep one"),
        Broken("relays: [{ name: a, url: smtps://a.be, weight: 0 }]", "1:48", "'relays[0].weight' is 0; it must be from 1 to 100"),
    ]

    static let kinds = [
        Broken("kinds: { one_time_code: { lifetime: 59s } }", "1:37", "'kinds.one_time_code.lifetime' is 59s; it must be from 1m to 10m"),
        Broken("kinds: { one_time_code: { lifetime: 601s } }", "1:37", "is 601s; it must be from 1m to 10m"),
        Broken("kinds: { one_time_code: { lifetime: 600 } }", "1:37", "with its unit s, m, h or d"),
        Broken("kinds: { one_time_code: { lifetime: 60s } }", "1:37", "minimum_left (1m) must be shorter than lifetime (1m)"),
        Broken("kinds: { one_time_code: { minimum_left: 10m } }", "1:41", "minimum_left (10m) must be shorter than lifetime (10m)"),
        Broken("kinds: { one_time_code: { digits: 5 } }", "1:35", "'kinds.one_time_code.digits' is 5; it must be from 6 to 8"),
        Broken("kinds: { one_time_code: { in_doubt: retry } }", "1:37", "must be one of: resend_once, drop"),
        Broken("profile: strict\nkinds: { activation_link: { minimum_left: 24h } }", "2:43", "must be shorter than lifetime (1d)"),
        Broken(
            "kinds: { activation_link: { lifetime: 30d, minimum_left: 14d } }", "1:58",
            "'kinds.activation_link.minimum_left' leaves nothing to submit in", "code on paper, after 14d"),
        Broken(
            "profile: strict\nkinds: { activation_link: { lifetime: 30d, minimum_left: 7d } }", "2:58", "code on paper, after 7d"),
        Broken("limits: { per_recipient_per_day: -1 }", "1:34", "'limits.per_recipient_per_day' is -1"),
        Broken("limits: { per_recipient_per_dya: 1 }", "1:11", "did you mean 'per_recipient_per_day'?"),
    ]

    static let oidc = [
        Broken("oidc: { issuer: https://a.be, jwks_url: https://a.be/keys }", "1:17", "'oidc.issuer' needs 'audience' beside it"),
        Broken("oidc: { issuer: https://a.be, audience: p }", "1:17", "'oidc.issuer' needs 'jwks_url' or 'jwks_file' beside it"),
        Broken("oidc: { client_id: p }", "1:20", "'oidc.client_id' needs 'issuer' beside it"),
        Broken("oidc: { scopes: openid }", "1:17", "'oidc.scopes' needs 'client_id' beside it"),
        Broken(
            "oidc: { issuer: https://a.be, audience: p, jwks_url: https://a.be, client_id: c, scopes: email }", "1:90",
            "'oidc.scopes' must have openid among them"),
        Broken("oidc: { sign_out: here }", "1:19", "'oidc.sign_out' needs 'client_id' beside it"),
        Broken(
            "oidc: { issuer: https://a.be, audience: p, jwks_url: https://a.be, client_id: c, sign_out: her }", "1:92",
            "'oidc.sign_out' must be one of: issuer, here; did you mean 'here'?"),
        Broken(
            "oidc: { issuer: https://a.be, audience: p, jwks_url: https://a.be, client_id: p }", "1:41",
            "'oidc.audience' is the same as 'client_id'"),
        Broken("oidc: { audience: p }", "1:19", "'oidc.audience' needs 'issuer' beside it"),
        Broken("oidc: { jwks_url: https://a.be }", "1:19", "'oidc.jwks_url' needs 'issuer' beside it"),
        Broken(
            "oidc: { issuer: http://a.be, audience: p, jwks_url: https://a.be }", "1:17", "'oidc.issuer' must start with https://",
            "loopback"),
        Broken("oidc: { issuer: https://a.be/x?y, audience: p, jwks_url: https://a.be }", "1:17", "query or fragment"),
        Broken("oidc: { issuer: https://a:b@a.be/x, audience: p, jwks_url: https://a.be }", "1:17", "user name or password"),
        Broken("oidc: { issuer: https://a.be, audience: p, jwks_url: http://a.be/k }", "1:54", "'oidc.jwks_url' must start with https://"),
        Broken("oidc: { issuer: https://a.be, audience: p, jwks_file: gone.json }", "1:55", "names gone.json, which does not exist"),
        Broken(
            "oidc: { issuer: https://a.be, audience: p, jwks_url: https://a.be, jwks_file: server.pem }", "1:54",
            "'oidc.jwks_url' stands beside 'jwks_file'; keep one"),
        Broken(
            "oidc: { issuer: https://a.be, audience: p, jwks_url: https://a.be, local: true }", "1:75",
            "'oidc.local' is true beside an issuer"),
        Broken("oidc: { algorithms: 'ES256,HS256' }", "1:21", "'oidc.algorithms' must be some of ES256, RS256, PS256, EdDSA"),
        Broken("oidc: { algorithms: none }", "1:21", "none and HS* are never taken"),
        Broken("oidc: { clock_skew: 301s }", "1:21", "'oidc.clock_skew' is 301s; it must be from 0s to 5m"),
        Broken("oidc: { local: yes }", "1:16", "'oidc.local' must be true or false"),
    ]

    static let notBuilt = [
        Broken("postgres: { url: postgresql://db/postduif }", "1:18", "keeps its queue in SQLite", "set 'queue.directory'")
    ]

    static let dkim = [
        Broken("dkim: [{ domain: a.be, selector: s1 }]", "1:8", "'dkim[0].key_file' is missing"),
        Broken("dkim: [{ selector: s1, key_file: safe.key }]", "1:8", "'dkim[0].domain' is missing"),
        Broken("dkim: [{ domain: a.be, key_file: safe.key }]", "1:8", "'dkim[0].selector' is missing"),
        Broken("dkim: [{ domain: a.be, selector: s_1, key_file: safe.key }]", "1:34", "'dkim[0].selector' is not a label of the DNS"),
        Broken(
            "dkim: [{ domain: a.be, selector: s1, algorithm: rsa-sha1, key_file: safe.key }]", "1:49",
            "'dkim[0].algorithm' must be one of: rsa-sha256, ed25519-sha256"),
        Broken("dkim: [{ domain: a.be, selector: s1, key_file: none.pem }]", "1:48", "names none.pem, which does not exist"),
        Broken("dkim: [{ domain: a.be, selector: s1, key_file: open.key }]", "1:48", "open.key is open to others", "chmod 600"),
        Broken(
            "dkim:\n  - { domain: a.be, selector: s1, key_file: safe.key }\n  - { domain: A.be, selector: s1, key_file: safe.key }", "3:31",
            "'dkim[1].selector' is taken by a key above"),
        Broken("relays: [{ name: r, url: smtps://a.be, rewrites: 'Date, Reply-To' }]", "1:50", "names 'Reply-To', which is not signed"),
        Broken("relays: [{ name: r, url: smtps://a.be, rewrites: from }]", "1:50", "names From, which a signature must hold"),
    ]

    @Test("is reported whole, in the order of the file")
    func allAtOnce() {
        let text = "http:\n  port: x\nlog: { level: loud }\nzebra: 1\nqueue: { directory: q }\npostgres: { url: postgresql://db }"
        let places = ConfigurationReading.problems(text).map { $0.split(separator: " ").first.map(String.init) ?? "" }
        #expect(
            places == [
                "postduif.yaml:2:9:", "postduif.yaml:3:15:", "postduif.yaml:4:1:", "postduif.yaml:6:18:", "postduif.yaml:6:18:",
            ])
    }

    @Test("never shows a password", arguments: relays.filter { $0.text.contains("hunter2") })
    func noSecret(_ broken: Broken) {
        #expect(!ConfigurationReading.problems(broken.text).joined().contains("hunter2"))
    }

    @Test("with more relays than a list may hold is refused")
    func tooManyRelays() {
        let entries = (0...64).map { "  - { name: r\($0), url: smtps://a.be }" }.joined(separator: "\n")
        #expect(ConfigurationReading.problems("relays:\n" + entries) == ["postduif.yaml:2:3: 'relays' has 65 entries; at most 64"])
    }
}
