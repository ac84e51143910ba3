import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing
import Yams

/// `openapi.yaml` says what the router does, both ways.
@Suite(.timeLimit(.minutes(1))) struct OpenAPITests {
    private let document: [String: Any]

    init() throws {
        let text = String(decoding: try OpenAPIFile.bytes(), as: UTF8.self)
        document = try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    private var paths: [String: [String: Any]] { document["paths"] as? [String: [String: Any]] ?? [:] }

    @Test func `routes and paths are the same`() async throws {
        let service = try await Service()
        let routes = apiRoutes(service.services) + adminRoutes(service.services) + service.routes
        let served = Set(routes.map { "\($0.method.rawValue) \($0.path)" })
        let described = Set(
            paths.flatMap { path, operations in
                operations.keys.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
            })
        #expect(served == described)
    }

    @Test func `open routes and only they are without security`() async throws {
        let service = try await Service()
        for route in apiRoutes(service.services) + service.routes {
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
