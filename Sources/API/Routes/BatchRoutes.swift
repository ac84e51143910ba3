import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue
import Synchronization

/// Many activations in one request.
struct BatchRoutes: Sendable {
    let issuer: Issuer
    let admission: Admission
    let publicURL: String

    /// The path whose body may have ``Limits/batchBodyOctets``.
    static let path = "/v1/activations:batch"

    /// Values of a body: what a thousand items with all their fields and some confirmed warnings have.
    private static let values = 40_000

    @Sendable func issue(_ call: APICall) async throws -> Response {
        let (value, bytes) = try await call.json(upTo: Limits.batchBodyOctets, values: Self.values)
        var fields = FieldReader(value)
        let isTrial = fields.bool("dry_run")
        let items = fields.elements("items", atMost: Limits.batchItems).map(Self.item)
        try fields.refuseFaults()
        if items.isEmpty { throw Problem.invalid("items", "must have at least one item") }
        let results =
            isTrial
            ? try await issuer.tryBatch(items, by: try call.caller).enumerated().map { BatchResult(index: $0, trial: $1) }
            : try await issued(items, call, bytes)
        return response(results, isTrial: isTrial)
    }

    private func issued(
        _ items: [Result<ActivationRequest, IssuanceRefusal>], _ call: APICall, _ bytes: [UInt8]
    ) async throws -> [BatchResult] {
        let idempotency = try call.idempotency(body: bytes, status: .created) { ActivationRoutes.issued($0, withCode: false) }
        let shut = Mutex<Problem?>(nil)
        let outcomes = try await issuer.issueBatch(items, by: try call.caller, idempotency: idempotency) {
            do throws(Problem) { try admission.admit(.link) } catch {
                shut.withLock { $0 = error }
                return false
            }
            return true
        }
        let untried = shut.withLock { $0 }
        return outcomes.enumerated().map { BatchResult(index: $0, outcome: $1, untried: untried) }
    }

    /// What is wrong with the form of an item is its own result, and hinders no other.
    private static func item(_ value: JSONValue) -> Result<ActivationRequest, IssuanceRefusal> {
        do throws(Problem) {
            return .success(try ActivationRequest(json: value))
        } catch {
            return .failure(.invalid(error.errors))
        }
    }

    private func response(_ results: [BatchResult], isTrial: Bool) -> Response {
        let passed = results.count { $0.problem == nil }
        var response = Response(
            json: JSONWriter.object(reserving: 512 * results.count) { json in
                json.bool("dry_run", isTrial)
                json.integer("issued", Int64(isTrial ? 0 : passed))
                if isTrial { json.integer("would_issue", Int64(passed)) }
                json.integer("refused", Int64(results.count - passed))
                json.objects("results", results) { json, result in
                    json.integer("index", Int64(result.index))
                    json.integer("status", Int64(result.status))
                    if let activation = result.activation { json.document("activation", activation) }
                    if let problem = result.problem {
                        json.document("problem", problem.document(publicURL: publicURL))
                        if let wait = problem.retryAfterSeconds { json.integer("retry_after_s", wait) }
                    }
                }
            })
        if results.contains(where: \.isReplayed) { response.headers[.idempotencyReplayed] = "true" }
        return response
    }
}
