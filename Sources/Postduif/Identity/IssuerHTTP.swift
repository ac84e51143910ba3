import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks an issuer: https, or this machine. Follows no redirection: what is configured is where it is, and https does not become http on
/// the way.
struct IssuerHTTP: Sendable {
    /// Waits for time; a parameter so that tests need not.
    let pause: @Sendable (Duration) async throws -> Void

    /// For the whole answer.
    static let patience: Duration = .seconds(5)

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(3), read: .seconds(3))
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// What an issuer answered.
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    /// Why there is no answer.
    enum Fault: Error, Hashable {
        case unreachable
        case late
        case tooLarge
    }

    func get(_ url: String, upTo octets: Int) async throws(Fault) -> Answer {
        try await send(HTTPClientRequest(url: url), upTo: octets)
    }

    /// Sends a form.
    ///
    /// - Parameter authorization: The field's value; `nil`: none.
    func post(_ url: String, form: [UInt8], authorization: String?, upTo octets: Int) async throws(Fault) -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(bytes: form))
        return try await send(request, upTo: octets)
    }

    private func send(_ request: HTTPClientRequest, upTo octets: Int) async throws(Fault) -> Answer {
        let result = await withTaskGroup(of: Result<Answer, Fault>.self) { group in
            group.addTask { await Self.ask(request, upTo: octets) }
            group.addTask {
                do { try await pause(Self.patience) } catch {}
                return .failure(.late)
            }
            let first = await group.next() ?? .failure(.unreachable)
            group.cancelAll()
            return first
        }
        return try result.get()
    }

    private static func ask(_ request: HTTPClientRequest, upTo octets: Int) async -> Result<Answer, Fault> {
        var request = request
        request.headers.add(name: "accept", value: "application/json")
        do {
            let response = try await client.execute(request, timeout: .seconds(5))
            let body = try await response.body.collect(upTo: octets)
            return .success(Answer(status: Int(response.status.code), body: Array(body.readableBytesView)))
        } catch is NIOTooManyBytesError {
            return .failure(.tooLarge)
        } catch {
            return .failure(.unreachable)
        }
    }
}
