import HTTPTypes
import Hummingbird
import Issuance
import Mail

func municipalityRoutes(_ services: APIServices) -> [Route] {
    let municipalities = MunicipalityRoutes(register: services.issuer.municipalities)
    return [
        Route(.get, "/v1/municipalities", .scoped([.admin]), municipalities.list),
        Route(.post, "/v1/municipalities", .scoped([.admin]), municipalities.add),
        Route(.get, "/v1/municipalities/{nis}", .scoped([.admin]), municipalities.show),
        Route(.patch, "/v1/municipalities/{nis}", .scoped([.admin]), municipalities.change),
        Route(.get, "/v1/municipalities/{nis}/agreement", .scoped([.admin]), municipalities.agreements),
        Route(.post, "/v1/municipalities/{nis}/agreement", .scoped([.admin]), municipalities.addAgreement),
        Route(.post, "/v1/municipalities/{nis}/agreement/withdraw", .scoped([.admin]), municipalities.withdrawAgreement),
    ]
}

/// The register of municipalities and their user agreements.
struct MunicipalityRoutes: Sendable {
    let register: MunicipalityRegister

    /// Municipalities on a page when the caller does not say.
    private static let pageItems = 50

    @Sendable func list(_ call: APICall) async throws -> Response {
        var query = QueryReader(call)
        let after = query.nisCursor("cursor")
        let limit = query.integer("limit", in: 1...Limits.pageItems) ?? Self.pageItems
        try query.refuseFaults()
        let page = try await register.page(after: after, limit: limit, within: try call.caller.reach)
        return Response(
            json: JSONWriter.object(reserving: 16_384) { json in
                json.objects("municipalities", page.municipalities) { $0.municipality($1) }
                json.string("next_cursor", orNull: page.next)
            })
    }

    @Sendable func add(_ call: APICall) async throws -> Response {
        let (value, bytes) = try await call.json()
        let answer = try await register.add(
            try MunicipalityRegistration(json: value), by: Registrar(try call.caller),
            idempotency: try call.idempotency(body: bytes, status: .created, answer: Self.municipality))
        return call.response(to: answer, status: .created, body: Self.municipality)
    }

    @Sendable func show(_ call: APICall) async throws -> Response {
        Response(json: Self.municipality(try await register.show(try Self.nis(call), within: try call.caller.reach)))
    }

    @Sendable func change(_ call: APICall) async throws -> Response {
        let nis = try Self.nis(call)
        let registration = try MunicipalityRegistration(json: try await call.json().value, nis: nis)
        return Response(json: Self.municipality(try await register.change(registration, by: Registrar(try call.caller))))
    }

    @Sendable func agreements(_ call: APICall) async throws -> Response {
        Response(json: Self.agreements(try await register.show(try Self.nis(call), within: try call.caller.reach)))
    }

    @Sendable func addAgreement(_ call: APICall) async throws -> Response {
        let nis = try Self.nis(call)
        let (value, bytes) = try await call.json()
        let answer = try await register.add(
            try AgreementRegistration(json: value), to: nis, by: Registrar(try call.caller),
            idempotency: try call.idempotency(body: bytes, status: .created, answer: Self.agreements))
        return call.response(to: answer, status: .created, body: Self.agreements)
    }

    @Sendable func withdrawAgreement(_ call: APICall) async throws -> Response {
        let nis = try Self.nis(call)
        var fields = FieldReader(try await call.json(emptyAllowed: true).value)
        let number = fields.optionalInteger("number", in: 1...Int64(Limits.agreements))
        let day = fields.optionalString("withdrawn_on", atMost: 32)
        try fields.refuseFaults()
        let view = try await register.withdraw(number: number.map { Int($0) }, of: nis, on: day, by: Registrar(try call.caller))
        return Response(json: Self.agreements(view))
    }

    /// A code that is none is answered as one that nobody has.
    private static func nis(_ call: APICall) throws(Problem) -> String {
        guard let code = call.context.parameters.get("nis").flatMap({ NISCode($0) }) else { throw .notFound }
        return code.text
    }

    @Sendable private static func municipality(_ view: MunicipalityView) -> [UInt8] {
        JSONWriter.object(reserving: 1_024) { $0.municipality(view) }
    }

    @Sendable private static func agreements(_ view: MunicipalityView) -> [UInt8] {
        JSONWriter.object(reserving: 1_024) { $0.agreements(of: view) }
    }
}

extension QueryReader {
    /// A cursor that is a NIS code.
    fileprivate mutating func nisCursor(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        if NISCode(text) != nil { return text }
        refuse(name, "must be a value that a list gave as next_cursor")
        return nil
    }
}
