import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// One-time codes for a key or an address.
struct CodeRoutes: Sendable {
    let issuer: Issuer

    /// The lifetimes that a caller may ask for, in seconds.
    private static let lifetimes: ClosedRange<Int64> = 60...600

    @Sendable func issue(_ call: APICall) async throws -> Response {
        let (value, bytes) = try await call.json()
        let answer = try await issuer.issueCode(
            try Self.request(value), by: try call.caller,
            idempotency: try call.idempotency(body: bytes, status: .accepted, answer: Self.body))
        return call.response(to: answer, status: .accepted, body: Self.body)
    }

    @Sendable func resend(_ call: APICall) async throws -> Response {
        let id = try call.id(CodeID.self)
        let (value, bytes) = try await call.json(emptyAllowed: true)
        try value.mustBeEmptyObject()
        let answer = try await issuer.resendCode(
            id, by: try call.caller, idempotency: try call.idempotency(body: bytes, status: .accepted, answer: Self.body))
        return call.response(to: answer, status: .accepted, body: Self.body)
    }

    @Sendable func cancel(_ call: APICall) async throws -> Response {
        let id = try call.id(CodeID.self)
        try await call.json(emptyAllowed: true).value.mustBeEmptyObject()
        try await issuer.cancelCode(id, by: try call.caller)
        return Response(
            json: JSONWriter.object {
                $0.string("id", id.description)
                $0.string("state", "cancelled")
            })
    }

    /// An identifier that cannot be one is answered like any that nobody has: `code-invalid`, after the same work.
    @Sendable func verify(_ call: APICall) async throws -> Response {
        let id = call.idIfAny(CodeID.self)
        var fields = FieldReader(try await call.json().value)
        let code = fields.string("code", atMost: 64)
        let binding = fields.string("binding", atMost: Limits.bindingOctets)
        try fields.refuseFaults()
        let verified = try await issuer.verifyCode(id, code: Secret(code), binding: binding, by: try call.caller)
        return Response(
            json: JSONWriter.object { json in
                json.bool("verified", true)
                if let key = verified.key { json.string("key_id", key.description) }
                if let assurance = verified.assurance { json.string("assurance", assurance.rawValue) }
            })
    }

    static func request(_ value: JSONValue) throws(Problem) -> CodeRequest {
        var fields = FieldReader(value)
        let recipient = recipient(&fields)
        let purpose = fields.string("purpose", atMost: Limits.purposeOctets)
        let binding = fields.string("binding", atMost: Limits.bindingOctets)
        let lifetime = fields.optionalInteger("lifetime_s", in: lifetimes)
        let assurance = fields.optionalWord("minimum_assurance", Activation.Assurance.self)
        try fields.refuseFaults()
        guard let recipient else { throw .invalid("recipient", "is missing") }
        return CodeRequest(
            recipient: recipient, purpose: purpose, binding: binding, lifetime: lifetime.map { .seconds($0) }, minimumAssurance: assurance)
    }

    /// One of the two; the other may be missing or `null`.
    private static func recipient(_ fields: inout FieldReader) -> CodeRequest.Recipient? {
        fields.dropNull("key_id")
        fields.dropNull("recipient")
        if fields.has("key_id") {
            if fields.has("recipient") { fields.refusePresent("recipient", "stands beside key_id; give one of the two") }
            return .key(fields.string("key_id", atMost: 64))
        }
        guard fields.has("recipient") else {
            fields.refuse("key_id", "is missing; give key_id or recipient")
            return nil
        }
        return fields.object("recipient") { recipient in
            let email = recipient.string("email")
            return .address(email: email, language: recipient.nullableWord("language", Language.self))
        }
    }

    @Sendable private static func body(_ issued: IssuedCode) -> [UInt8] {
        JSONWriter.object { json in
            json.string("id", issued.id.description)
            json.string("reference", issued.reference)
            json.strings("languages", issued.languages.blocks.map(\.rawValue))
            json.instant("expires_at", issued.expiresAt)
            json.integer("resend_after_s", issued.resendAfter.components.seconds)
            json.message(issued.message, issued.messageState)
        }
    }
}
