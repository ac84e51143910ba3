import Foundation
import GRDB
import Inbox
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// After its outcome, an erasure and a retention run nothing of a citizen is on any disk of the service, in any form.
@Suite("Residue", .serialized) struct ResidueTests {
    private static let number = "70010199861"
    private static let localPart = "residuecanary"
    private static let domain = "residue-canary.example"

    private struct Receipt: Decodable {
        let activations: Int
        let digitalKeys: Int
        let codes: Int
        let cancelledMails: Int
        let wipedMessages: Int
        let logEmptied: Bool
    }

    /// What must not be found. The plain texts of one run.
    private struct Secrets {
        var texts: [String] = []
        /// Only digits: looked for where no log has such by chance.
        var code = ""
        /// Sealed boxes and HMACs, as octets.
        var boxes: [Data] = []
    }

    @Test("every form of a text is found where it stands")
    func forms() throws {
        let text = "residuecanary+x@residue-canary.example"
        let utf8 = Data(text.utf8)
        var places = [utf8, Data(text.uppercased().utf8)]
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            places.append(try #require("a\(text)b".data(using: encoding)))
        }
        for front in ["", "x", "xy", "xyz"] { places.append(Data(Data("\(front)\(text)zz".utf8).base64EncodedString().utf8)) }
        places.append(Data(utf8.map { String(format: "%02x", $0) }.joined().utf8))
        let percent = try #require(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        places.append(Data(percent.utf8))
        places.append(Data(percent.replacing("%", with: "=").utf8))
        for place in places { #expect(!Residue(text).found(in: Data("front".utf8) + place + Data("end".utf8)).isEmpty) }
        #expect(Residue(text).found(in: Data("residuecanary@residue-canary.example".utf8)).isEmpty)
    }

    @Test("nothing of a citizen is left in files, log, write-ahead log and logs; a backup holds nothing readable")
    func erased() async throws {
        let inbox = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let limits = "limits: { per_recipient_per_minute: 0, per_recipient_per_hour: 0, per_recipient_per_day: 0 }"
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: limits)
        try await service.prepare()
        try await service.start()
        var secrets = Secrets()
        let (activation, key) = try await signIn(service, inbox, &secrets)

        // A notice to the former address and a code, which wait, over a crash; and a backup of all that.
        await relay.stop()
        let corrected = try await service.patch("/v1/activations/\(activation)", "{\"email\": \"\(Self.localPart)2@\(Self.domain)\"}")
        try #require(corrected.status == 200, "\(corrected.body)")
        #expect(try await code(service, key).status == 202)
        await service.killHard()
        try await service.start()
        try await until("the breaker opened", within: .seconds(20)) { try await service.get("/v1/queue").body.contains("\"open\"") }
        let backup = service.folder.file("backup.sqlite")
        #expect(try await service.command(["backup", backup]).status == 0)
        secrets.boxes = try await boxes(service)
        try await expectFound(secrets, service, inbox)

        let receipt = try await erase(service)
        #expect(receipt.activations == 1 && receipt.digitalKeys == 1 && receipt.codes == 2)
        #expect(receipt.cancelledMails == 2 && receipt.wipedMessages >= 2 && receipt.logEmptied)
        // While it runs: what is sealed is gone as well, also from the write-ahead log.
        for file in try files(of: service) { expectNothing(secrets.boxes.map { Residue(bytes: $0) }, in: file) }
        #expect(try await code(service, key).status == 422)
        await service.stop()
        try await applyRetention(service)

        let texts = secrets.texts.map { Residue($0) } + secrets.boxes.map { Residue(bytes: $0) }
        let left = try files(of: service)
        #expect(left.contains { $0.name == "queue/postduif.sqlite" } && left.contains { $0.name == "log" } && left.count >= 5)
        for file in left {
            expectNothing(texts + [Residue(Self.domain)], in: file)
            if file.name != "log" { expectNothing([Residue(secrets.code)], in: file) }
        }
        let copy = (name: "backup.sqlite", data: try Data(contentsOf: URL(fileURLWithPath: backup)))
        expectNothing(secrets.texts.map { Residue($0) } + [Residue(secrets.code)], in: copy)
    }

    // MARK: Steps

    /// From the counter to a verified code. Returns the identifiers of activation and key.
    private func signIn(
        _ service: ServiceProcess, _ inbox: InboxStore, _ secrets: inout Secrets
    ) async throws -> (activation: String, key: String) {
        let issued = try await service.post(
            "/v1/activations",
            """
            {"citizen_number": "70.01.01-998.61", "case": "no_eid", "email": "\(Self.localPart)@\(Self.domain)", "language": "fr", \
            "municipality": "62063", "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", \
            "result": "no_hit"}}
            """)
        try #require(issued.status == 201, "\(issued.body)")
        let paper = try field("activation_code", of: issued)
        #expect(await inbox.wait(untilCount: 1, timeout: .seconds(60)))
        let token = try #require(words(inbox).first { $0.contains("/a/") }?.split(separator: "/").last.map(String.init))
        let redeemed = try await service.post("/v1/activations/redeem", "{\"token\": \"\(token)\", \"code\": \"\(paper)\"}")
        try #require(redeemed.status == 200, "\(redeemed.body)")
        let key = try field("key_id", of: redeemed)
        let asked = try await code(service, key)
        try #require(asked.status == 202, "\(asked.body)")
        #expect(await inbox.wait(untilCount: 3, timeout: .seconds(60)))
        secrets.code = try #require(words(inbox).first { $0.count == 6 && $0.allSatisfy(\.isNumber) })
        let verified = try await service.post(
            "/v1/codes/\(try field("id", of: asked))/verify", "{\"code\": \"\(secrets.code)\", \"binding\": \"b\"}")
        try #require(verified.status == 200, "\(verified.body)")
        secrets.texts = [Self.localPart, Self.number, "70.01.01-998.61", token, paper, paper.filter { $0 != "-" }]
        return (try field("id", of: issued), key)
    }

    private func code(_ service: ServiceProcess, _ key: String) async throws -> ServiceAnswer {
        try await service.post("/v1/codes", "{\"key_id\": \"\(key)\", \"purpose\": \"sign-in\", \"binding\": \"b\"}")
    }

    /// The search would find all of it where it stands: in the citizen's mails, in the number's request, in what `citizen show` prints,
    /// and the sealed boxes in the files.
    private func expectFound(_ secrets: Secrets, _ service: ServiceProcess, _ inbox: InboxStore) async throws {
        let shown = try await citizen("show", service)
        #expect(shown.status == 0 && !Residue(Self.localPart).found(in: Data(shown.output.utf8)).isEmpty, "\(shown.errors)")
        let mails = Data(inbox.messages.flatMap { Array($0.plainText.utf8) + $0.raw })
        for text in [secrets.texts[3], secrets.code, Self.localPart] { #expect(!Residue(text).found(in: mails).isEmpty) }
        let all = try files(of: service).reduce(into: Data()) { $0.append($1.data) }
        #expect(!Residue(Self.domain).found(in: all).isEmpty)
        #expect(secrets.boxes.count >= 4)
        for box in secrets.boxes { #expect(!Residue(bytes: box).found(in: all).isEmpty) }
    }

    private func erase(_ service: ServiceProcess) async throws -> Receipt {
        let erased = try await citizen("erase", service)
        try #require(erased.status == 0, "\(erased.errors)")
        for residue in [Self.localPart, Self.number].map({ Residue($0) }) { #expect(residue.found(in: Data(erased.output.utf8)).isEmpty) }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Receipt.self, from: Data(erased.output.utf8))
    }

    /// The number on standard input.
    private func citizen(_ verb: String, _ service: ServiceProcess) async throws -> Command {
        let command = "printf '%s\\n' '70.01.01-998.61' | \"$0\" citizen \(verb) --json --config \"$1\""
        return try await Command.run(["timeout", "60", "sh", "-c", command, ServiceProcess.binary, service.configuration])
    }

    /// Years later.
    private func applyRetention(_ service: ServiceProcess) async throws {
        let keyring = try SealKeyFile(parsing: Secret(Array(Data(contentsOf: URL(fileURLWithPath: service.queue + "/seal.key"))))).keyring()
        let clock = ManualClock(now: WallClock().now + .seconds(401 * 86_400))
        let store = try SQLiteStore.open(
            at: .directory(service.queue), clock: clock, logger: Logger(label: "store") { _ in SwiftLogNoOpLogHandler() },
            audit: AuditChain(keyring: keyring))
        defer { store.close() }
        var deleted = 0
        while case let part = try await store.prune(Retention().edges(at: clock.now), now: clock.now, limit: 100), part > 0 {
            deleted += part
        }
        #expect(deleted > 0)
        #expect(try await store.messages(MessageFilter(), after: nil, limit: 10).messages.isEmpty)
    }

    // MARK: Files

    /// All files of the service but the socket and the backup.
    private func files(of service: ServiceProcess) throws -> [(name: String, data: Data)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: service.folder.path)
        let files = names.map { (name: $0, place: URL(fileURLWithPath: service.folder.file($0))) }.filter { file in
            !file.name.hasSuffix(".sock") && file.name != "backup.sqlite" && !file.place.hasDirectoryPath
        }
        return try files.map { ($0.name, try Data(contentsOf: $0.place)) }
    }

    /// The citizen's HMAC and all sealed boxes, as they are on disk.
    private func boxes(_ service: ServiceProcess) async throws -> [Data] {
        var readOnly = Configuration()
        readOnly.readonly = true
        let database = try DatabaseQueue(path: service.queue + "/postduif.sqlite", configuration: readOnly)
        let boxes = try await database.read { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT sealed_address FROM digital_keys UNION SELECT citizen FROM digital_keys UNION SELECT sealed FROM queue \
                    UNION SELECT sealed_address FROM code_challenges
                    """)
        }
        try database.close()
        return boxes.filter { !$0.isEmpty }
    }

    private func expectNothing(_ residues: [Residue], in file: (name: String, data: Data)) {
        for residue in residues {
            let found = residue.found(in: file.data)
            #expect(found.isEmpty, "\(file.name) holds one of the citizen's as \(found.joined(separator: ", "))")
        }
    }

    private func words(_ inbox: InboxStore) -> [String] {
        inbox.messages.flatMap { $0.plainText.split(whereSeparator: \.isWhitespace).map(String.init) }
    }

    private func field(_ name: String, of answer: ServiceAnswer) throws -> String {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
        return try #require(object[name] as? String, "\(answer.body)")
    }
}
