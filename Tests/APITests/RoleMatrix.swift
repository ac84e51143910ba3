import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import Testing
import Yams

/// One operation of openapi.yaml, asked by a person with one role about his own municipality or another.
struct RoleMatrix {
    struct Operation: Hashable, Comparable, CustomTestStringConvertible {
        let method: String
        let path: String

        var testDescription: String { "\(method) \(path)" }

        static func < (left: Operation, right: Operation) -> Bool { (left.path, left.method) < (right.path, right.method) }
    }

    enum Place: String, CaseIterable {
        case own = "62063"
        case other = "11002"

        var language: String { self == .own ? "fr" : "nl" }
    }

    /// Operations with a credential, as the document has them: those that are open say so with an empty `security`, and pages have no roles.
    static func operations() throws -> [Operation] {
        let document = try Yams.load(yaml: String(decoding: try OpenAPIFile.bytes(), as: UTF8.self)) as? [String: Any]
        let paths = try #require(document?["paths"] as? [String: [String: Any]])
        return paths.flatMap { path, operations in
            operations.compactMap { method, operation in
                guard method != "parameters", let operation = operation as? [String: Any], operation["security"] == nil else { return nil }
                return Operation(method: method.uppercased(), path: path)
            }
        }.sorted()
    }

    /// The status that a person with a role gets: a fresh service for each, so that nothing depends on what was asked before.
    static func status(_ operation: Operation, _ role: Role, _ place: Place) async throws -> Int {
        let service = try await Service(
            scopes: [.activationsWrite, .codesWrite, .messagesRead, .admin],
            limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0))
        let held = HeldRole(role, in: role.place == .everywhere ? nil : Place.own.rawValue)
        let token = try await service.signIn("person", [held])
        let path = try await service.path(of: operation.path, in: place)
        let method = try #require(HTTPRequest.Method(operation.method))
        return try await service.ask(method, path, body: body(operation, place), key: token).status
    }

    /// What is right but for who asks.
    private static func body(_ operation: Operation, _ place: Place) -> String? {
        switch "\(operation.method) \(operation.path)" {
        case "POST /v1/activations": Bodies.activation(language: place.language, municipality: place.rawValue)
        case "POST /v1/activations:batch":
            #"{"items":[\#(Bodies.activation(language: place.language, municipality: place.rawValue))]}"#
        case "PATCH /v1/activations/{id}": #"{"email":"new@example.be"}"#
        case "POST /v1/activations/redeem": #"{"token":"AAAAAAAAAAAAAAAAAAAAAA","code":"00000-00000"}"#
        case "POST /v1/activations/redeem-result": #"{"result":"x"}"#
        case "POST /v1/codes": Bodies.code
        case "POST /v1/codes/{id}/verify": #"{"code":"000000","binding":"b"}"#
        case "POST /v1/municipalities": #"{"nis":"21004","name":"Brussel"}"#
        case "PATCH /v1/municipalities/{nis}": #"{"name":"Name"}"#
        case "POST /v1/municipalities/{nis}/agreement": #"{"signed_on":"2026-01-15","signatory":"A","function":"mayor"}"#
        case "POST /v1/municipalities/{nis}/grants": #"{"subject":"new","name":"B","role":"registration_officer"}"#
        case "POST /v1/grants": #"{"subject":"new","name":"B","role":"operator"}"#
        case "POST /v1/keys": #"{"name":"front","scopes":["codes:write"],"municipality":"\#(place.rawValue)"}"#
        case "POST /v1/queue/pause", "POST /v1/queue/resume": #"{"lane":"code"}"#
        case "POST /v1/messages:bulk": #"{"action":"hold","filter":{"lane":"code"}}"#
        case "POST /v1/citizens:export", "POST /v1/citizens:erase": #"{"citizen_number":"\#(Service.number)"}"#
        default: operation.method == "POST" ? "{}" : nil
        }
    }
}

extension Service {
    /// The path with the identifier of something that is there, in a municipality.
    fileprivate func path(of template: String, in place: RoleMatrix.Place) async throws -> String {
        let path = template.replacing("{nis}", with: place.rawValue)
        guard path.contains("{id}") else { return path }
        return path.replacing("{id}", with: try await identifier(for: template, in: place))
    }

    private func identifier(for template: String, in place: RoleMatrix.Place) async throws -> String {
        if template.contains("/persons/") {
            let request = GrantRequest(subject: "holder", name: "C", role: .registrationOfficer)
            let answer = try await grants.give(request, in: place.rawValue, by: .localOperator, idempotency: nil)
            guard case .fresh(let view) = answer else { throw Missing.code }
            return view.grant.person.description
        }
        if template.contains("/grants/") {
            let role: Role = template.hasPrefix("/v1/grants") ? .operator : .registrationOfficer
            let request = GrantRequest(subject: "holder", name: "C", role: role, validFrom: nil, validUntil: nil)
            let answer = try await grants.give(
                request, in: role == .operator ? nil : place.rawValue, by: .localOperator, idempotency: nil)
            guard case .fresh(let view) = answer else { throw Missing.code }
            return view.grant.id.description
        }
        if template.hasPrefix("/v1/keys") {
            let made = try await keys.create(name: "k", scopes: [.codesWrite], municipality: place.rawValue, by: .localOperator)
            return made.0.id.description
        }
        if template.hasPrefix("/v1/codes") {
            return try await ask(.post, "/v1/codes", body: Bodies.code).string("id")
        }
        let body = Bodies.activation(language: place.language, municipality: place.rawValue)
        let issued = try await ask(.post, "/v1/activations", body: body)
        if template.hasSuffix("/events") {
            // Nothing of it can change any more: its stream ends at once.
            #expect(try await ask(.post, "/v1/activations/\(try issued.string("id"))/revoke").status == 200)
        }
        guard template.hasPrefix("/v1/messages") else { return try issued.string("id") }
        guard case .string(let id)? = try issued.json()["message"]?["id"] else { throw Missing.link }
        return id
    }
}
