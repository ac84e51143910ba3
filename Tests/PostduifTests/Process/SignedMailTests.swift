import Foundation
import Inbox
import Rendering
import TestKit
import Testing

/// Mails as a receiver checks them: dkimpy, which shares no code with the signer.
@Suite("Signed mails")
struct SignedMailTests {
    private static let receiver = """
        import dkim, sys
        records = dict(line.rstrip('\\n').split('\\t') for line in open(sys.argv[1]))
        message = open(sys.argv[2], 'rb').read()
        count = sum(1 for line in message.split(b'\\r\\n') if line.lower().startswith(b'dkim-signature:'))
        find = lambda name, **_: records[name.decode().rstrip('.')].encode()
        print(count, all(dkim.DKIM(message).verify(index, dnsfunc=find) for index in range(count)))
        """

    @Test("pass with both keys, each mail with both, and doctor prints what to publish")
    func pass() async throws {
        let store = InboxStore(clock: ManualClock())
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let folder = try TemporaryFolder()
        let entries = try await DKIMKeys.make(in: folder).map {
            "{ domain: \($0.domain), selector: \($0.selector), algorithm: \($0.algorithm.rawValue), key_file: \(folder.file($0.selector)) }"
        }
        let service = try ServiceProcess(
            relay: ServiceProcess.clear(sink.port), extra: "dkim: [\(entries.joined(separator: ", "))]")
        try await service.prepare()
        let records = try await published(by: service)
        #expect(records.count == 2)
        try folder.write(records.map { "\($0.name)\t\($0.text)\n" }.joined(), to: "records")

        try await service.start()
        for number in 0..<4 { #expect(try await service.postCode("p\(number)@example.be").status == 202) }
        #expect(await store.wait(untilCount: 4, timeout: .seconds(60)))
        for message in store.messages {
            _ = FileManager.default.createFile(atPath: folder.file("message"), contents: Data(message.raw))
            let verdict = try await Command.run(
                ["/usr/bin/python3", "-c", Self.receiver, folder.file("records"), folder.file("message")])
            #expect(verdict.output == "2 True\n", "\(verdict.errors)")
        }
        await service.stop()
        await sink.stop()
    }

    /// The records as `doctor` has them, as a name server would answer.
    private func published(by service: ServiceProcess) async throws -> [(name: String, text: String)] {
        let doctor = try await service.command(["doctor", "--json"])
        let findings = try #require(try JSONSerialization.jsonObject(with: Data(doctor.output.utf8)) as? [[String: Any]])
        let details = findings.filter { ($0["check"] as? String)?.hasPrefix("DKIM ") == true }.compactMap { $0["detail"] as? String }
        #expect(findings.contains { $0["check"] as? String == "DMARC" && "\($0["detail"] ?? "")".hasPrefix("passes by its signature") })
        return details.compactMap { detail in
            guard let name = detail.dropFirst("publish: ".count).split(separator: ". IN TXT").first else { return nil }
            let strings = detail.split(separator: "\"", omittingEmptySubsequences: false)
            return (String(name), stride(from: 1, to: strings.count, by: 2).map { String(strings[$0]) }.joined())
        }
    }
}
