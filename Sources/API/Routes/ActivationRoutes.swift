import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// Activations: a code on paper and a link by mail.
struct ActivationRoutes: Sendable {
    let issuer: Issuer

    @Sendable func issue(_ call: APICall) async throws -> Response {
        let (value, bytes) = try await call.json()
        let answer = try await issuer.issueActivation(
            try ActivationRequest(json: value), by: try call.caller,
            idempotency: try call.idempotency(body: bytes, status: .created) { Self.issued($0, withCode: false) })
        return call.response(to: answer, status: .created) { Self.issued($0, withCode: true) }
    }

    @Sendable func resend(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        let (value, bytes) = try await call.json(emptyAllowed: true)
        try value.mustBeEmptyObject()
        let answer = try await issuer.resendActivation(
            id, by: try call.caller, idempotency: try call.idempotency(body: bytes, status: .accepted, answer: Self.resent))
        return call.response(to: answer, status: .accepted, body: Self.resent)
    }

    @Sendable func show(_ call: APICall) async throws -> Response {
        let view = try await issuer.activation(try call.id(ActivationID.self), for: try call.caller)
        return Response(json: Self.shown(view))
    }

    @Sendable func redeem(_ call: APICall) async throws -> Response {
        var fields = FieldReader(try await call.json().value)
        let token = fields.string("token", atMost: 64)
        let code = fields.string("code", atMost: 64)
        try fields.refuseFaults()
        return Self.response(try await issuer.redeem(token: Secret(token), code: Secret(code), by: try call.caller))
    }

    /// `POST …/redeem-result`: the answer of `redeem`, for what the citizen redeemed on the page.
    @Sendable func redeemResult(_ call: APICall) async throws -> Response {
        var fields = FieldReader(try await call.json().value)
        let result = fields.string("result", atMost: 64)
        try fields.refuseFaults()
        return Self.response(try await issuer.redeemResult(Secret(result), by: try call.caller))
    }

    private static func response(_ redeemed: RedeemedActivation) -> Response {
        Response(
            json: JSONWriter.object { json in
                json.string("activation_id", redeemed.activationID.description)
                json.string("key_id", redeemed.keyID.description)
                json.string("assurance", redeemed.assurance.rawValue)
                json.string("citizen_language", redeemed.citizenLanguage.rawValue)
                json.strings("languages", redeemed.languages.blocks.map(\.rawValue))
            })
    }

    /// The code on paper stands only in the answer that it was made for, never in a replay.
    static func issued(_ issued: IssuedActivation, withCode: Bool) -> [UInt8] {
        JSONWriter.object { json in
            json.string("id", issued.id.description)
            if withCode { json.string("activation_code", issued.activationCode.revealText()) }
            json.string("reference", issued.reference)
            json.languages(issued.languages)
            json.instant("expires_at", issued.expiresAt)
            json.message(issued.message, issued.messageState)
            if !issued.warnings.isEmpty { json.warnings(issued.warnings) }
        }
    }

    @Sendable private static func resent(_ resent: ResentActivation) -> [UInt8] {
        JSONWriter.object { json in
            json.string("id", resent.id.description)
            json.string("reference", resent.reference)
            json.instant("expires_at", resent.expiresAt)
            json.message(resent.message, resent.messageState)
        }
    }

    /// `GET /v1/activations/{id}`.
    static func shown(_ view: ActivationView) -> [UInt8] {
        JSONWriter.object(reserving: 1_024) { json in
            json.activation(
                view.activation, state: view.state, reference: view.reference, maskedAddress: view.maskedAddress)
            json.evidence(of: view.activation)
            if let message = view.message {
                json.object("message") { $0.summary(of: message) }
            } else {
                json.null("message")
            }
        }
    }
}
