import Hummingbird
import Issuance
import Mail
import Queue

extension ActivationRoutes {
    /// `POST …/revoke`: ends the activation and what came of it.
    @Sendable func revoke(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        try await call.json(emptyAllowed: true).value.mustBeEmptyObject()
        let revoked = try await issuer.revokeActivation(id, by: try call.caller)
        return Response(
            json: JSONWriter.object { json in
                json.string("id", revoked.id.description)
                json.string("state", Activation.State.revoked.rawValue)
                json.string("key_id", orNull: revoked.key?.description)
            })
    }

    /// `POST …/reissue`: a new pair, whose code is shown this once.
    @Sendable func reissue(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        let (value, bytes) = try await call.json(emptyAllowed: true)
        try value.mustBeEmptyObject()
        let answer = try await issuer.reissueActivation(
            id, by: try call.caller,
            idempotency: try call.idempotency(body: bytes, status: .accepted) { Self.issued($0, withCode: false) })
        return call.response(to: answer, status: .accepted) { Self.issued($0, withCode: true) }
    }

    /// `PATCH /v1/activations/{id}`: another address.
    @Sendable func correct(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        let (value, bytes) = try await call.json()
        var fields = FieldReader(value)
        let email = fields.string("email")
        let confirmed = fields.optionalStrings("confirm_warnings", atMost: ActivationRequest.warnings)
        try fields.refuseFaults()
        let answer = try await issuer.correctActivation(
            id, email: email, confirmWarnings: Set(confirmed), by: try call.caller,
            idempotency: try call.idempotency(body: bytes, status: .ok) { Self.corrected($0, withAddress: false) })
        return call.response(to: answer, status: .ok) { Self.corrected($0, withAddress: true) }
    }

    /// The answer that is kept for a replay holds nothing of the address: its domain may be one person's.
    private static func corrected(_ corrected: CorrectedActivation, withAddress: Bool) -> [UInt8] {
        JSONWriter.object { json in
            json.string("id", corrected.id.description)
            json.string("state", corrected.state.rawValue)
            json.string("masked_address", withAddress ? corrected.maskedAddress : "")
            json.string("reference", orNull: corrected.link?.reference)
            json.instant("expires_at", orNull: corrected.link?.expiresAt)
            if let link = corrected.link { json.message(link.message, .queued) } else { json.null("message") }
            json.object("notice") { json in
                json.string("id", corrected.notice.description)
                json.string("state", QueueState.queued.rawValue)
            }
        }
    }
}
