import HTTPTypes
package import Hummingbird
package import Issuance
import Mail

extension APICall {
    /// What is remembered of this request; `nil` without an `Idempotency-Key`.
    ///
    /// - Parameters:
    ///   - status: The status of the first answer, given again on a replay.
    ///   - answer: The body of a replay, without secrets.
    /// - Throws: `invalid` for a key that is not 1 to 255 visible ASCII characters.
    package func idempotency<Issued: Sendable>(
        body: [UInt8], status: HTTPResponse.Status, answer: @escaping @Sendable (Issued) -> [UInt8]
    ) throws(Problem) -> IdempotencyRequest<Issued>? {
        let values = request.headers[values: .idempotencyKey]
        guard let header = values.first else { return nil }
        guard values.count == 1, (1...Limits.idempotencyKeyOctets).contains(header.utf8.count),
            header.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .invalid("Idempotency-Key", "must be one value of 1 to 255 visible ASCII characters") }
        return IdempotencyRequest(
            name: RequestName.bytes(
                caller: try caller.principal, method: request.method.rawValue, path: request.uri.path, header: header),
            body: body, status: status.code, answer: answer)
    }

    /// The answer to a creation: the fresh one, or the remembered one with `Idempotency-Replayed: true`.
    package func response<Issued: Sendable>(
        to answer: Answer<Issued>, status: HTTPResponse.Status, body: (Issued) -> [UInt8]
    ) -> Response {
        switch answer {
        case .fresh(let issued):
            return Response(json: body(issued), status: status)
        case .replayed(let record):
            var response = Response(json: record.answer, status: HTTPResponse.Status(code: record.status))
            response.headers[.idempotencyReplayed] = "true"
            return response
        }
    }
}
