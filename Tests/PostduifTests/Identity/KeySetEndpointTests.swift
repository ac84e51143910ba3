import NIOHTTP1
import Testing

@testable import Postduif

@Suite("Fetching the keys of an issuer", .timeLimit(.minutes(5))) struct KeySetEndpointTests {
    private static let never: @Sendable (Duration) async throws -> Void = { _ in
        try await Task.sleep(for: .seconds(3_600))
    }

    @Test("answers what stands at the address")
    func body() async throws {
        let keys = try TestIssuer().keySet()
        let server = try await KeyServer(.body(keys))
        #expect(try await KeySetEndpoint(url: server.url, pause: Self.never).fetch() == keys)
        try await server.stop()
    }

    @Test(
        "fails with the reason",
        arguments: [
            (.status(.internalServerError), "answered 500"), (.status(.noContent), "answered 204"), (.redirection, "answered 302"),
            (.body([UInt8](repeating: 0x20, count: KeySetCache.octets + 1)), "larger than 262144 octets"),
        ] as [(KeyServer.Behaviour, String)])
    func failure(_ behaviour: KeyServer.Behaviour, _ part: String) async throws {
        let server = try await KeyServer(behaviour)
        let fault = await #expect(throws: KeySetFault.self) { try await KeySetEndpoint(url: server.url, pause: Self.never).fetch() }
        #expect(fault?.description.contains(part) == true, "\(String(describing: fault))")
        try await server.stop()
    }

    @Test("fails when nobody is there")
    func nobody() async throws {
        let server = try await KeyServer(.silence)
        let url = server.url
        try await server.stop()
        await #expect(throws: KeySetFault("the issuer could not be reached")) {
            try await KeySetEndpoint(url: url, pause: Self.never).fetch()
        }
    }

    @Test("ends when its time is over")
    func silence() async throws {
        let server = try await KeyServer(.silence)
        let endpoint = KeySetEndpoint(url: server.url) { #expect($0 == IssuerHTTP.patience) }
        await #expect(throws: KeySetFault("the issuer did not answer within 5 s")) { try await endpoint.fetch() }
        try await server.stop()
    }

    @Test("from a file says what is wrong with it")
    func file() async throws {
        let files = MemoryFiles(files: [
            "keys.json": (#"{"keys":[]}"#, 0o644), "large.json": (String(repeating: " ", count: KeySetCache.octets + 1), 0o644),
        ])
        #expect(try await KeySetFile(path: "keys.json", files: files).fetch() == Array(#"{"keys":[]}"#.utf8))
        for (path, part) in [("gone.json", "does not exist"), ("large.json", "longer than")] {
            let fault = await #expect(throws: KeySetFault.self) { try await KeySetFile(path: path, files: files).fetch() }
            #expect(fault?.description.hasPrefix("\(path) ") == true, "\(String(describing: fault))")
            #expect(fault?.description.contains(part) == true, "\(String(describing: fault))")
        }
    }
}
