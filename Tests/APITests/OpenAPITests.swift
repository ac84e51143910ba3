import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing
import Yams

/// `openapi.yaml` says what the router does, both ways.
@Suite(.timeLimit(.minutes(5))) struct OpenAPITests {
    private let document: [String: Any]

    init() throws {
        let text = String(decoding: try OpenAPIFile.bytes(), as: UTF8.self)
        document = try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    private var paths: [String: [String: Any]] { document["paths"] as? [String: [String: Any]] ?? [:] }

    /// Pages that others may rely on: the consoles are for people, and change as they like.
    private static func contract(_ service: Service) -> [Route] { service.routes.filter { !$0.path.hasPrefix("/console") } }

    @Test func `routes and paths are the same`() async throws {
        let service = try await Service()
        let routes = apiRoutes(service.services) + adminRoutes(service.services) + Self.contract(service)
        let served = Set(routes.map { "\($0.method.rawValue) \($0.path)" })
        let described = Set(
            paths.flatMap { path, operations in
                operations.keys.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
            })
        #expect(served == described)
    }

    @Test func `open routes and only they are without security`() async throws {
        let service = try await Service()
        for route in apiRoutes(service.services) + Self.contract(service) {
            let operation = paths[route.path]?[route.method.rawValue.lowercased()] as? [String: Any]
            let isOpen = (operation?["security"] as? [Any])?.isEmpty == true
            #expect(isOpen == (route.access == .open), "\(route.path)")
            guard case .scoped(let scopes) = route.access else { continue }
            let description = operation?["description"] as? String ?? ""
            for scope in scopes { #expect(description.contains("`\(scope.rawValue)`"), "\(route.path)") }
        }
    }

    @Test func `every reference leads somewhere`() throws {
        var references: [String] = []
        Self.collect(document, into: &references)
        #expect(references.count > 50)
        for reference in references {
            var node: Any? = document
            for part in reference.split(separator: "/").dropFirst() { node = (node as? [String: Any])?[String(part)] }
            #expect(node != nil, "\(reference)")
        }
    }

    @Test func `the actions of the audit log are all described`() throws {
        let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
        let words = (schemas?["AuditAction"] as? [String: Any])?["enum"] as? [String]
        #expect(words == AuditAction.allCases.map(\.rawValue))
    }

    @Test func `it is served as it stands in the repository`() async throws {
        let answer = try await Service().ask(.get, "/openapi.yaml", key: .some(nil))
        #expect(answer.headers[.contentType] == "application/yaml")
        #expect(try answer.bytes == OpenAPIFile.bytes())
    }

    @Test func `answers have what their schemas require and nothing they do not know`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let otp = try issued.string("id")
        let message = try issued.json()["message"]?["id"]
        guard case .string(let messageID)? = message else { return }
        try check("IssuedCode", issued)
        try check("Activation", try await service.ask(.get, "/v1/activations/\(id)"))
        try check("ActivationPage", try await service.ask(.get, "/v1/activations"))
        try check("MessageWithAttempts", try await service.ask(.get, "/v1/messages/\(messageID)"))
        try check("MessagePage", try await service.ask(.get, "/v1/messages"))
        let admin = try await service.keys.create(name: "admin", scopes: [.admin], municipality: nil).1.revealText()
        try check("AuditPage", try await service.ask(.get, "/v1/audit", key: admin))
        let number = #"{"citizen_number":"\#(Service.number)"}"#
        try check("CitizenExport", try await service.ask(.post, "/v1/citizens:export", body: number, key: admin))
        let operations = try await service.keys.create(name: "operator", scopes: [.queueOperate], municipality: nil).1.revealText()
        for trial in [true, false] {
            let bulk = #"{"action":"retry","filter":{"lane":"link"},"dry_run":\#(trial)}"#
            try check("BulkResult", try await service.ask(.post, "/v1/messages:bulk", body: bulk, key: operations))
        }
        try check("Queue", try await service.ask(.get, "/v1/queue"))
        try check("Liveness", try await service.ask(.get, "/livez"))
        try check("Readiness", try await service.ask(.get, "/readyz"))
        try check("Problem", try await service.ask(.get, "/nowhere"))
        try check("Problem", try await service.ask(.post, "/v1/codes", body: "{}"))
        let verify = #"{"code":"\#(try await service.newestCode())","binding":"session-1"}"#
        try check("VerifiedCode", try await service.ask(.post, "/v1/codes/\(otp)/verify", body: verify))
        service.clock.advance(by: .seconds(61))
        try check("ResentActivation", try await service.ask(.post, "/v1/activations/\(id)/resend"))
        let redemption = #"{"token":"\#(try await service.newestToken())","code":"\#(code)"}"#
        #expect(try await service.newestToken() != token)
        try check("RedeemedActivation", try await service.ask(.post, "/v1/activations/redeem", body: redemption))
        let other = Bodies.code.replacing("jan@", with: "an@")
        let second = try await service.ask(.post, "/v1/codes", body: other)
        try check("CancelledCode", try await service.ask(.post, "/v1/codes/\(try second.string("id"))/cancel"))
        let again = try await service.issued("nl", email: "mia@example.be").id
        try check("CorrectedActivation", try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"ine@example.be"}"#))
        try check("CorrectedActivation", try await service.ask(.patch, "/v1/activations/\(again)", body: #"{"email":"an@example.org"}"#))
        service.clock.advance(by: .seconds(61))
        try check("IssuedActivation", try await service.ask(.post, "/v1/activations/\(again)/reissue"))
        try check("RevokedActivation", try await service.ask(.post, "/v1/activations/\(again)/revoke"))
        try check("RevokedActivation", try await service.ask(.post, "/v1/activations/\(id)/revoke"))
        for trial in [true, false] {
            let batch = #"{"dry_run":\#(trial),"items":[\#(Bodies.activation(email: "lou@example.be")),{}]}"#
            try check("BatchResults", try await service.ask(.post, "/v1/activations:batch", body: batch))
        }
        try check("IssuedActivation", try await service.ask(.post, "/v1/activations", body: Bodies.activation(email: "els@example.be")))
    }

    @Test func `municipalities and agreements have what their schemas require and nothing they do not know`() async throws {
        let service = try await Service(scopes: [.admin])
        let agreement = #"{"signed_on":"2026-01-15","signatory":"A","function":"mayor","document_digest":null}"#
        let body = #"{"nis":"21004","name_nl":"Brussel","enterprise_number":"0123.456.749","agreement":\#(agreement)}"#
        try check("Municipality", try await service.ask(.post, "/v1/municipalities", body: body))
        try check("Municipality", try await service.ask(.get, "/v1/municipalities/44021"))
        try check("Municipality", try await service.ask(.patch, "/v1/municipalities/21004", body: "{}"))
        try check("MunicipalityPage", try await service.ask(.get, "/v1/municipalities"))
        let path = "/v1/municipalities/44021/agreement"
        try check("Agreements", try await service.ask(.get, path))
        try check("Agreements", try await service.ask(.post, path, body: agreement))
        try check("Agreements", try await service.ask(.post, path + "/withdraw"))
    }

    @Test func `answers of administration have what their schemas require`() async throws {
        let service = try await Service(scopes: [.admin])
        let path = "/v1/municipalities/62063/grants"
        let officer = #"{"subject":"a","name":"b","role":"registration_officer","valid_until":"2027-01-01"}"#
        for key in [nil, "k", "k"] as [String?] {
            let headers: HTTPFields = key.map { [.idempotencyKey: $0] } ?? [:]
            let body = key == nil ? officer : officer.replacing("registration_officer", with: "auditor")
            let given = try await service.ask(.post, path, body: body, headers: headers)
            try check("Grant", given)
            try check("CreatedKey", try await service.ask(.post, "/v1/keys", body: #"{"name":"a","scopes":["admin"]}"#, headers: headers))
            guard case .string(let person)? = try given.json()["person"]?["id"] else { continue }
            try check("Person", try await service.ask(.delete, "/v1/persons/\(person)/name"))
            if key == nil { try check("Grant", try await service.ask(.delete, "\(path)/\(try given.string("id"))")) }
        }
        try check("GrantPage", try await service.ask(.get, path))
        try check("GrantPage", try await service.ask(.get, "/v1/grants"))
        try check("KeyPage", try await service.ask(.get, "/v1/keys"))
        let made = try await service.ask(.post, "/v1/keys", body: #"{"name":"a","scopes":["admin"]}"#)
        try check("Key", try await service.ask(.delete, "/v1/keys/\(try made.string("id"))"))
    }

    private func check(_ schema: String, _ answer: Reading) throws {
        let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
        let found = try #require(schemas?[schema] as? [String: Any])
        check(try answer.json(), found, at: schema)
    }

    /// Required members, known members, elements and branches; enough to catch a renamed or forgotten field.
    private func check(_ value: JSONValue, _ schema: [String: Any], at place: String) {
        if let reference = schema["$ref"] as? String {
            let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
            let name = String(reference.split(separator: "/").last ?? "")
            return check(value, schemas?[name] as? [String: Any] ?? [:], at: name)
        }
        if let branches = schema["oneOf"] as? [[String: Any]] {
            if value == .null { return }
            return check(value, branches[0], at: place)
        }
        var schema = schema
        if let parts = schema["allOf"] as? [[String: Any]] { schema = merged(parts) }
        if let words = schema["enum"] as? [Any], case .string(let text) = value {
            #expect(words.contains { $0 as? String == text }, "\(place): \(text)")
        }
        switch value {
        case .object(let members):
            let names = Set(members.map(\.name))
            let properties = schema["properties"] as? [String: Any] ?? [:]
            #expect(names.isSuperset(of: schema["required"] as? [String] ?? []), "\(place): \(names)")
            for member in members {
                if let property = properties[member.name] as? [String: Any] {
                    check(member.value, property, at: "\(place).\(member.name)")
                } else {
                    #expect(schema["additionalProperties"] != nil, "\(place).\(member.name) is not described")
                }
            }
        case .array(let elements):
            for element in elements { check(element, schema["items"] as? [String: Any] ?? [:], at: place) }
        default: break
        }
    }

    private func merged(_ parts: [[String: Any]]) -> [String: Any] {
        var required: [String] = []
        var properties: [String: Any] = [:]
        for part in parts {
            var part = part
            if let reference = part["$ref"] as? String, let name = reference.split(separator: "/").last {
                let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
                part = schemas?[String(name)] as? [String: Any] ?? [:]
            }
            required += part["required"] as? [String] ?? []
            properties.merge(part["properties"] as? [String: Any] ?? [:]) { $1 }
        }
        return ["required": required, "properties": properties]
    }

    private static func collect(_ node: Any, into references: inout [String]) {
        if let object = node as? [String: Any] {
            for (name, value) in object {
                if name == "$ref", let reference = value as? String { references.append(reference) }
                collect(value, into: &references)
            }
        } else if let array = node as? [Any] {
            for element in array { collect(element, into: &references) }
        }
    }
}
