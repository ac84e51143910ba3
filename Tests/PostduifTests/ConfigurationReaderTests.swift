import Delivery
import Issuance
import Logging
import Mail
import Queue
import Rendering
import Submission
import Testing

@testable import Postduif

@Suite("The configuration")
struct ConfigurationReaderTests {
    @Test(
        "has the defaults when nothing is set",
        arguments: [
            "", "{}", "# nothing", "http:\nrelays:\ndkim: []\noidc: { issuer: , audience: ~ }",
        ])
    func defaults(_ text: String) throws {
        var read = try ConfigurationReading.read(text)
        #expect(read.warnings.count == 3)
        read.warnings = []
        #expect(read == Configuration())
    }

    @Test("takes every key")
    func everyKey() throws {
        let read = try ConfigurationReading.read(Self.full)
        #expect(read.http.host == "0.0.0.0" && read.http.port == 443 && read.http.publicURL == "https://sleutels.example.be")
        #expect(read.http.tls == .init(certificate: "server.pem", key: "group.key"))
        #expect(read.queue.directory == "/spool" && read.seal.keyFile == "safe.key" && read.profile == .strict)
        #expect(read.sender == .init(name: "Stad Luik: sleutels", address: "no-reply@example.be", bounceDomain: "xn--bcher-kva.example.be"))
        #expect(read.contact == .init(name: "Desk", email: "desk@example.be", phone: "+32 2 555 00 00"))
        #expect(read.templates.directory == "texts" && read.metrics == .init(host: "127.0.0.1", port: 9464) && read.log.level == .debug)
        #expect(read.log.format == .json && read.canary?.address.text == "canary@example.be" && read.canary?.every == .seconds(90))
        #expect(read.limits.attemptsPerKeyPerMinute == 50 && read.limits.pageAttemptsPerMinute == 0 && read.limits.signInsPerMinute == 7)
        #expect(read.fronts.map(\.name) == ["My Front"] && read.issuancePolicy().fronts == read.fronts)
        #expect(read.fronts.map(\.returnURL.text) == ["https://front.example.be/back"])
        #expect(read.limits.perKeyPerDay == 9 && read.issuancePolicy().limits.perKeyPerDay == 9)
        #expect(read.limits.perKeyPerMinute == 0 && read.limits.perOfficerPerDay == 7 && read.limits.perRecipientPerHour == 5)
        #expect(read.relays.map(\.name) == ["primary", "near"])
        #expect(
            read.domains == [
                DomainLimit(domain: "xn--bcher-kva.example", connections: 2, perMinute: nil),
                DomainLimit(domain: "big.example", connections: nil, perMinute: 60),
            ])
        #expect(read.municipalDomains == ["gent.be", "stad.gent", "xn--lige-6oa.be"])
        #expect(read.issuancePolicy().municipalDomains == read.municipalDomains)
        #expect(read.warnings.isEmpty)
    }

    @Test("takes an issuer with its keys at an address, or in a file")
    func oidc() throws {
        var expected = Configuration.OIDC()
        expected.issuer = "https://login.example.be/realms/lra"
        expected.audience = "postduif"
        expected.keys = .url("https://login.example.be/keys")
        expected.algorithms = [.es256, .eddsa]
        expected.clockSkew = .seconds(5)
        #expect(try ConfigurationReading.read(Self.full).oidc == expected)
        let near = try ConfigurationReading.read("oidc: { issuer: 'http://127.0.0.1:9000/a', audience: p, jwks_file: server.pem }").oidc
        #expect(near.keys == .file("server.pem") && near.issuer == "http://127.0.0.1:9000/a")
        #expect(near.algorithms == Set(SignatureAlgorithm.allCases) && near.clockSkew == .seconds(60) && !near.local)
    }

    @Test("makes relays with their passwords")
    func relays() throws {
        let relays = try ConfigurationReading.read(Self.full).relayConfigurations(files: MemoryFiles.usual)
        let first = try #require(relays.first)
        #expect(first.host == "relay.example.be" && first.port == 465 && first.tls == .implicit && first.caFile == "server.pem")
        #expect(first.connections == 3 && first.priority == 2 && first.weight == 4 && first.ehloName == "xn--bcher-kva.example.be")
        #expect(first.credentials?.username == "me" && first.credentials?.password.revealText() == "correct horse")
        #expect(first.requireTLS && first.deliverBy && first.ratePerMinute == 600)
        let second = try #require(relays.last)
        #expect(second.ratePerMinute == nil && !second.requireTLS && !second.deliverBy)
        #expect(second.host == "::1" && second.port == 587 && second.tls == .none && second.credentials == nil && second.connections == 8)
    }

    @Test("takes the keys that sign, in the order of the file, and what each relay's signatures leave out")
    func dkim() throws {
        let read = try ConfigurationReading.read(Self.full)
        #expect(
            read.dkim == [
                .init(domain: "example.be", selector: "s2026", algorithm: .rsaSHA256, keyFile: "safe.key"),
                .init(domain: "mail.example.be", selector: "e2026", algorithm: .ed25519SHA256, keyFile: "safe.key"),
            ])
        #expect(read.relays.map(\.rewrites) == [["message-id", "Date"], []])
        #expect(throws: StartFault.self) { try read.dkimSigners(files: MemoryFiles.usual) }
        #expect(try ConfigurationReading.read("").dkimSigners(files: MemoryFiles.usual).isEmpty)
    }

    @Test(
        "warns of signatures that DMARC does not count",
        arguments: [("mail.example.be", true), ("example.be", true), ("example.org", false)])
    func alignment(_ domain: String, isAligned: Bool) throws {
        let read = try ConfigurationReading.read(
            "sender: { address: a@example.be }\ndkim: [{ domain: \(domain), selector: s, key_file: safe.key }]")
        #expect(read.warnings.contains { $0.contains("DMARC") } != isAligned)
    }

    @Test("puts kinds over the profile")
    func kinds() throws {
        let read = try ConfigurationReading.read(Self.full)
        let table = read.kindTable()
        let code = try #require(table[KindTable.oneTimeCode])
        #expect(code.lifetime == .seconds(300) && code.minimumLeft == .seconds(90) && code.inDoubtPolicy == .drop)
        #expect(table[KindTable.activationLink] == KindTable(profile: .strict)[KindTable.activationLink])
        let policy = read.issuancePolicy()
        #expect(policy.codeDigits == 8 && policy.publicURL == "https://sleutels.example.be")
        #expect(policy.activationCodeLifetime == .seconds(7 * 86_400) && policy.limits.perOfficerPerDay == 7)
    }

    @Test(
        "reads what the tls of a relay means from its URL",
        arguments: [
            ("smtps://a.be", "required", "implicit", 465), ("smtps://a.be:2465", "implicit", "implicit", 2_465),
            ("smtp://a.be", "required", "starttls", 587), ("smtp://a.be:25", "starttls", "starttls", 25),
            ("smtp://localhost:2525", "none", "none", 2_525), ("smtp://127.9.9.9", "none", "none", 587),
            ("SMTPS://A.be/", "required", "implicit", 465),
        ])
    func protection(url: String, tls: String, mode: String, port: Int) throws {
        let read = try ConfigurationReading.read("relays: [{ name: a, url: \"\(url)\", tls: \(tls) }]")
        #expect(read.relays.first?.tls.rawValue == mode && read.relays.first?.port == port)
    }

    @Test(
        "builds the public URL of a loopback service from its address",
        arguments: [
            ("http: { port: 9000 }", "http://127.0.0.1:9000"), ("http: { port: 0 }", "http://127.0.0.1"),
            ("http: { host: \"::1\" }", "http://[::1]:8080"),
            ("http: { public_url: http://LOCALHOST:1/ }", "http://localhost:1"), ("http: { public_url: https://a.be }", "https://a.be"),
            ("http: { tls: { certificate: server.pem, key: safe.key } }", "https://127.0.0.1:8080"),
        ])
    func publicURL(text: String, url: String) throws {
        #expect(try ConfigurationReading.read(text).http.publicURL == url)
    }

    @Test(
        "warns of what is allowed and risky",
        arguments: [
            ("http: { host: 0.0.0.0, public_url: https://a.be }", "postduif.yaml:1:15: 'http.host' is reachable from outside"),
            ("metrics: { host: 0.0.0.0, port: 9000 }", "postduif.yaml:1:18: 'metrics.host' is reachable from outside"),
            ("http: { port: 0 }", "postduif.yaml:1:15: 'http.port' is 0 and 'http.public_url' is not set"),
            ("oidc: { local: true }", "postduif.yaml:1:16: 'oidc.local' is true: whoever can read the spool directory"),
            ("log: {}", "'sender.address' is not set"), ("log: {}", "'contact.email' is not set"), ("log: {}", "'relays' is empty"),
        ])
    func warnings(text: String, part: String) throws {
        #expect(try ConfigurationReading.read(text).warnings.contains { $0.contains(part) })
    }

    @Test("keeps the seal key in the spool unless told otherwise")
    func sealKey() throws {
        #expect(try ConfigurationReading.read("queue: { directory: /spool }").seal.keyFile == "/spool/seal.key")
    }

    @Test(
        "refuses password files at reading",
        arguments: [
            ("open.password", "open to others (mode 0640)"), ("empty.password", "is empty"), ("two.password", "more than one line"),
            ("gone", "does not exist"),
        ])
    func passwordFile(path: String, part: String) throws {
        var configuration = Configuration()
        configuration.relays = [.init(name: "primary", host: "a.be", port: 465, tls: .implicit, username: "u", passwordFile: path)]
        let fault = #expect(throws: StartFault.self) { try configuration.relayConfigurations(files: MemoryFiles.usual) }
        #expect(fault?.description.contains(part) == true)
        #expect(fault?.description.contains("password_file of relay primary") == true)
    }

    @Test(
        "reads durations with a unit",
        arguments: [
            ("0s", 0), ("90s", 90), ("10m", 600), ("24h", 86_400), ("14d", 1_209_600), ("999999999s", 999_999_999),
        ] as [(String, Int64)])
    func duration(text: String, seconds: Int64) {
        #expect(DurationText.parse(text) == .seconds(seconds))
        #expect(DurationText.parse(DurationText.format(.seconds(seconds))) == .seconds(seconds))
    }

    @Test("refuses other durations", arguments: ["", "s", "10", "-1s", "+1s", "1.5h", "10 m", "10M", "1w", "1h30m", "9999999999s", "١s"])
    func noDuration(_ text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    static let full = """
        http: { host: 0.0.0.0, port: 443, public_url: "https://sleutels.example.be/", tls: { certificate: server.pem, key: group.key } }
        queue: { directory: /spool }
        seal: { key_file: safe.key }
        profile: strict
        sender: { name: "Stad Luik: sleutels", address: no-reply@Example.be, bounce_domain: bücher.example.be }
        contact: { name: Desk, email: desk@example.be, phone: +32 2 555 00 00 }
        templates: { directory: texts }
        dkim:
          - { domain: Example.be, selector: s2026, key_file: safe.key }
          - { domain: mail.example.be, selector: e2026, algorithm: ed25519-sha256, key_file: safe.key }
        relays:
          - { name: primary, url: smtps://relay.example.be:465, username: me, password_file: relay.password, tls: required,
              ca_file: server.pem, connections: 3, priority: 2, weight: 4, require_tls: true, deliver_by: true,
              rate_per_minute: 600, rewrites: "message-id, Date" }
          - { name: near, url: "smtp://[::1]", tls: none }
        domains:
          - { domain: bücher.example, connections: 2 }
          - { domain: Big.example, rate_per_minute: 60 }
        kinds: { one_time_code: { lifetime: 5m, digits: 8, minimum_left: 90s, in_doubt: drop } }
        oidc: { issuer: "https://login.example.be/realms/lra", audience: postduif, jwks_url: "https://login.example.be/keys",
                algorithms: "ES256, EdDSA", clock_skew: 5s }
        fronts: [{ name: My Front, return_url: "https://Front.example.be:443/back" }]
        limits: { per_key_per_minute: 0, per_key_per_day: 9, per_officer_per_day: 7, attempts_per_key_per_minute: 50, page_attempts_per_minute: 0, sign_ins_per_minute: 7 }
        warnings: { municipal_domains_file: domains.txt }
        canary: { address: canary@example.be, every: 90s }
        metrics: { port: 9464 }
        log: { format: json, level: debug }
        """
}
