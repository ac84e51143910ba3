import Logging
import Queue
import Testing

@testable import Postduif

@Suite("The environment of the configuration")
struct ConfigurationEnvironmentTests {
    @Test("stands over the file")
    func overlay() throws {
        let read = try ConfigurationReading.read(
            "http: { port: 1, host: \"::1\" }\nlog: { level: error }",
            environment: [
                "POSTDUIF_HTTP_PORT": "2", "POSTDUIF_HTTP_PUBLIC_URL": "https://a.be", "POSTDUIF_QUEUE_DIRECTORY": "/spool",
                "POSTDUIF_KINDS_ONE_TIME_CODE_LIFETIME": "5m", "POSTDUIF_LOG_LEVEL": "", "POSTDUIF_CONFIG": "x.yaml", "PATH": "/bin",
                "POSTDUIF_HTTP_TLS_CERTIFICATE": "server.pem", "POSTDUIF_HTTP_TLS_KEY": "safe.key",
            ])
        #expect(read.http.port == 2 && read.http.host == "::1" && read.http.publicURL == "https://a.be")
        #expect(read.queue.directory == "/spool" && read.log.level == .error)
        #expect(read.kinds["one_time_code"]?.lifetime == .seconds(300))
        #expect(read.http.tls == .init(certificate: "server.pem", key: "safe.key"))
    }

    @Test(
        "gives lists as YAML or JSON",
        arguments: [
            #"[{"name": "a", "url": "smtps://a.be"}, {"name": "b", "url": "smtps://b.be"}]"#,
            "- { name: a, url: smtps://a.be }\n- { name: b, url: smtps://b.be }",
        ])
    func lists(_ value: String) throws {
        let read = try ConfigurationReading.read(
            "relays: [{ name: c, url: smtps://c.be }]", environment: ["POSTDUIF_RELAYS": value])
        #expect(read.relays.map(\.name) == ["a", "b"])
    }

    @Test(
        "is refused with the name of the variable",
        arguments: [
            ("POSTDUIF_HTTP_PROT", "1", "unknown environment variable; did you mean POSTDUIF_HTTP_PORT?"),
            ("POSTDUIF_HTTP", "{}", "unknown environment variable; set its keys one by one: POSTDUIF_HTTP_HOST"),
            ("POSTDUIF_SOMETHING_ELSE", "", "unknown environment variable; unset it"),
            ("POSTDUIF_HTTP_PORT", "x", "'http.port' must be a whole number from 0 to 65535"),
            ("POSTDUIF_KINDS_ONE_TIME_CODE_DIGITS", "9", "is 9; it must be from 6 to 8"),
            ("POSTDUIF_SEAL_KEY_FILE", "open.key", "open.key is open to others"),
            ("POSTDUIF_POSTGRES_URL", "postgresql://db", "keeps its queue in SQLite"),
            ("POSTDUIF_OIDC_CLOCK_SKEW", "6m", "it must be from 0s to 5m"),
        ])
    func refused(name: String, value: String, part: String) {
        let problems = ConfigurationReading.problems("", environment: [name: value])
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.hasPrefix("\(name): ") == true && problems.first?.contains(part) == true, "\(problems)")
    }

    @Test("names the place inside a list")
    func placeInList() {
        let problems = ConfigurationReading.problems("", environment: ["POSTDUIF_RELAYS": "[{ name: a, url: smtps://a.be, port: 1 }]"])
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("POSTDUIF_RELAYS:1:32: unknown key 'port' in 'relays[0]'") == true, "\(problems)")
    }

    @Test("names the file to read, below the option")
    func file() throws {
        let files = MemoryFiles(files: [
            "a.yaml": ("profile: strict", 0o644), "b.yaml": ("log: { level: error }", 0o644), "postduif.yaml": ("http: { port: 3 }", 0o644),
        ])
        let reader = ConfigurationReader(files: files)
        #expect(try reader.read(option: "a.yaml", environment: ["POSTDUIF_CONFIG": "b.yaml"]).profile == .strict)
        #expect(try reader.read(option: nil, environment: ["POSTDUIF_CONFIG": "b.yaml"]).log.level == .error)
        #expect(try reader.read(option: nil, environment: [:]).http.port == 3)
        #expect(try ConfigurationReader(files: MemoryFiles()).read(option: nil, environment: [:]).http.port == 8_080)
        let fault = #expect(throws: ConfigurationProblems.self) { try reader.read(option: "gone.yaml", environment: [:]) }
        #expect(fault?.description.hasPrefix("gone.yaml: the configuration file does not exist; name another with --config") == true)
    }
}
