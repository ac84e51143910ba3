import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A front that asks for codes.
struct CodeClient: Sendable {
    private let client: HTTPClient
    private let url: String
    private let key: String

    init(port: Int, key: String) {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        url = "http://127.0.0.1:\(port)"
        self.key = key
    }

    func isUp() async -> Bool {
        guard let response = try? await client.execute(HTTPClientRequest(url: url + "/livez"), timeout: .seconds(1)) else { return false }
        _ = try? await response.body.collect(upTo: 64 * 1_024)
        return response.status == .ok
    }

    /// Asks for the code with this number; whether it was promised.
    func request(_ number: Int) async -> Bool {
        var request = HTTPClientRequest(url: url + "/v1/codes")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Authorization", value: "Bearer \(key)")
        request.body = .bytes(
            ByteBuffer(
                string: """
                    {"recipient": {"email": "c\(number)@example.be", "language": "nl"}, "purpose": "sign-in", "binding": "bench-\(number)"}
                    """))
        guard let response = try? await client.execute(request, timeout: .seconds(30)) else { return false }
        _ = try? await response.body.collect(upTo: 64 * 1_024)
        return response.status == .accepted
    }

    func close() async throws { try await client.shutdown() }
}
