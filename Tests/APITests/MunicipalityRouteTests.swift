import API
import HTTPTypes
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct MunicipalityRouteTests {
    private static let names = [
        "nis", "name", "name_nl", "name_fr", "name_de", "languages", "enterprise_number", "valid_from", "valid_until", "successor",
        "sender_name", "sender_name_nl", "sender_name_fr", "sender_name_de", "contact_name", "contact_name_nl", "contact_name_fr",
        "contact_name_de", "contact_email", "contact_phone", "accent_color", "agreement_state", "agreement", "missing",
    ]
    private static let brussels = #"""
        {"nis":"21004","name_nl":"Brussel","name_fr":"Bruxelles","enterprise_number":"BE 0123.456.749","valid_from":"2019-01-01",
         "agreement":{"signed_on":"2026-01-15","signatory":"A. Burgemeester","function":"burgemeester","valid_until":"2027-01-15"}}
        """#
    private static let agreement = #"{"signed_on":"2026-11-20","signatory":"B","function":"mayor","valid_from":"2027-01-15"}"#

    private func service(municipality: String? = nil) async throws -> Service {
        try await Service(scopes: [.admin], municipality: municipality)
    }

    @Test func `one is registered, shown and listed`() async throws {
        let service = try await service()
        let added = try await service.ask(.post, "/v1/municipalities", body: Self.brussels)
        #expect(added.status == 201)
        #expect(try added.names() == Self.names)
        #expect(try added.string("name") == "Brussel" && added.string("enterprise_number") == "0123456749")
        #expect(try added.json()["languages"] == .array([.string("nl"), .string("fr")]))
        #expect(try added.string("valid_from") == "2019-01-01" && added.json()["valid_until"] == .null)
        #expect(try added.string("agreement_state") == "in_force" && added.json()["missing"] == .array([]))
        #expect(try added.json()["agreement"]?["valid_until"] == .string("2027-01-15"))
        let shown = try await service.ask(.get, "/v1/municipalities/21004")
        #expect(shown.status == 200 && shown.bytes == added.bytes)
        let list = try await service.ask(.get, "/v1/municipalities")
        #expect(try Self.codes(list) == ["11002", "21004", "44021", "62063"])
        #expect(try list.json()["next_cursor"] == .null)
    }

    @Test func `a list is paged by NIS code`() async throws {
        let service = try await service()
        let first = try await service.ask(.get, "/v1/municipalities?limit=2")
        #expect(try Self.codes(first) == ["11002", "44021"])
        let cursor = try first.string("next_cursor")
        let second = try await service.ask(.get, "/v1/municipalities?limit=2&cursor=\(cursor)")
        #expect(try Self.codes(second) == ["62063"] && second.json()["next_cursor"] == .null)
    }

    @Test(arguments: ["cursor=x", "limit=0", "limit=201", "name=Gent"])
    func `a wrong parameter is named`(query: String) async throws {
        let answer = try await service().ask(.get, "/v1/municipalities?\(query)")
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == [String(query.split(separator: "=")[0])])
    }

    @Test func `one without an agreement says what is missing`() async throws {
        let shown = try await service().ask(.get, "/v1/municipalities/44021")
        #expect(try shown.string("agreement_state") == "none" && shown.json()["agreement"] == .null)
        guard case .array(let missing)? = try shown.json()["missing"] else { return }
        #expect(missing.count == 1)
    }

    static let wrong: [(String, [String])] = [
        ("{}", ["nis"]),
        (
            #"{"nis":"2100","name":"x","languages":["de"],"agreement":{}}"#,
            ["agreement.signed_on", "agreement.signatory", "agreement.function"]
        ),
        (#"{"nis":"2100","name":"","languages":["xx"],"enterprise_number":"1"}"#, ["nis", "languages", "name", "enterprise_number"]),
        (#"{"nis":"21004","name":"Brussel","valid_from":"2026-02-30"}"#, ["valid_from"]),
        (#"{"nis":"21004","name":"Brussel","valid_until":"2026-01-01","successor":"21099"}"#, ["successor"]),
        (#"{"nis":"21004","name":"Brussel","mayor":"x","languages":"nl"}"#, ["languages", "mayor"]),
        (
            #"{"nis":"21004","name":"B","agreement":{"signed_on":"2030-01-01","signatory":"","function":"f"}}"#,
            ["agreement.signed_on", "agreement.signatory"]
        ),
    ]

    @Test(arguments: wrong)
    func `every wrong field is named`(body: String, fields: [String]) async throws {
        let answer = try await service().ask(.post, "/v1/municipalities", body: body)
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `its own sender, contact and colour are registered, changed and taken away`() async throws {
        let service = try await service()
        let body =
            #"{"nis":"21004","name_nl":"Brussel","sender_name_nl":"Stad Brussel","sender_name_fr":"Ville de Bruxelles","#
            + ##""contact_name":"Loket","contact_email":"loket@brussel.example","contact_phone":"02 555 00 00","accent_color":"#7A1F1F"}"##
        let added = try await service.ask(.post, "/v1/municipalities", body: body)
        #expect(try added.names() == Self.names && added.status == 201, "\(added.text)")
        #expect(try added.string("sender_name") == "Stad Brussel" && added.string("sender_name_fr") == "Ville de Bruxelles")
        #expect(try added.string("contact_email") == "loket@brussel.example" && added.string("accent_color") == "#7a1f1f")
        let path = "/v1/municipalities/21004"
        let changed = try await service.ask(.patch, path, body: #"{"contact_phone":"1700","accent_color":null,"sender_name_fr":null}"#)
        #expect(try changed.string("contact_phone") == "1700" && changed.json()["accent_color"] == .null)
        #expect(try changed.json()["sender_name_fr"] == .null && changed.string("contact_name") == "Loket")
        #expect(try await service.ask(.get, path).bytes == changed.bytes)
        let wrong = try await service.ask(
            .patch, path, body: ##"{"sender_name":"info@bank.example","contact_phone":"x","contact_email":"x","accent_color":"#ffd700"}"##)
        #expect(wrong.status == 422)
        #expect(try wrong.faultyFields() == ["sender_name", "contact_email", "contact_phone", "accent_color"])
        #expect(try await service.ask(.get, path).bytes == changed.bytes)
        let none = try await service.ask(
            .patch, path, body: #"{"contact_name":null,"contact_email":null,"contact_phone":null,"sender_name":null,"sender_name_nl":null}"#
        )
        #expect(try none.json()["contact_name"] == .null && none.json()["sender_name"] == .null, "\(none.text)")
    }

    @Test func `a NIS code is registered once`() async throws {
        let service = try await service()
        let again = try await service.ask(.post, "/v1/municipalities", body: #"{"nis":"44021","name":"Gent"}"#)
        #expect(again.status == 409)
        #expect(try again.problem() == "conflict")
    }

    @Test func `the same Idempotency-Key is answered again, with another body refused`() async throws {
        let service = try await service()
        for (path, body) in [("/v1/municipalities", Self.brussels), ("/v1/municipalities/44021/agreement", Self.agreement)] {
            let headers: HTTPFields = [.idempotencyKey: "k1"]
            let first = try await service.ask(.post, path, body: body, headers: headers)
            let second = try await service.ask(.post, path, body: body, headers: headers)
            #expect(first.status == 201 && second.status == 201, "\(path)")
            #expect(second.bytes == first.bytes && second.headers[.idempotencyReplayed] == "true", "\(path)")
            let other = try await service.ask(.post, path, body: body + " ", headers: headers)
            #expect(other.status == 409)
            #expect(try other.problem() == "idempotency-conflict")
        }
        #expect(try await service.store.municipality(nis: "44021")?.agreements.count == 1)
    }

    @Test func `a change leaves what it does not name, and null takes away`() async throws {
        let service = try await service()
        _ = try await service.ask(.post, "/v1/municipalities", body: Self.brussels)
        _ = try await service.ask(.post, "/v1/municipalities", body: #"{"nis":"21099","name":"Nieuw Brussel","valid_from":"2030-01-01"}"#)
        let path = "/v1/municipalities/21004"
        let change = #"{"valid_until":"2030-01-01","successor":"21099","enterprise_number":null}"#
        let changed = try await service.ask(.patch, path, body: change)
        #expect(changed.status == 200)
        #expect(try changed.string("name_fr") == "Bruxelles" && changed.json()["enterprise_number"] == .null)
        #expect(try changed.string("successor") == "21099" && changed.string("agreement_state") == "in_force")
        #expect(try await service.ask(.get, path).bytes == changed.bytes)
        let wrong = try await service.ask(.patch, path, body: #"{"nis":"21005","successor":"21098","agreement":{}}"#)
        #expect(try wrong.faultyFields() == ["nis", "agreement"])
        #expect(try await service.ask(.patch, "/v1/municipalities/62099", body: "{}").status == 404)
    }

    @Test func `agreements are added, shown with their history, and withdrawn`() async throws {
        let service = try await service()
        let path = "/v1/municipalities/62063/agreement"
        let before = try await service.ask(.get, path)
        #expect(before.status == 200)
        #expect(try before.names() == ["nis", "agreement_state", "agreement", "missing", "agreements"])
        let added = try await service.ask(.post, path, body: Self.agreement)
        #expect(added.status == 201)
        // Registered ahead: the one in force still counts.
        #expect(try added.json()["agreement"]?["number"] == .integer(1))
        guard case .array(let agreements)? = try added.json()["agreements"] else { return }
        #expect(agreements.map { $0["valid_from"] } == [.string("2026-11-22"), .string("2027-01-15")])
        let withdrawn = try await service.ask(.post, path + "/withdraw", body: #"{"number":1,"withdrawn_on":"2026-11-23"}"#)
        #expect(withdrawn.status == 200)
        #expect(try withdrawn.string("agreement_state") == "to_come")
        let issue = try await service.keys.create(name: "front", scopes: [.activationsWrite], municipality: nil).1.revealText()
        let refused = try await service.ask(.post, "/v1/activations", body: Bodies.activation(), key: issue)
        #expect(refused.status == 403)
        #expect(try refused.problem() == "agreement-missing")
        for words in ["withdrawn on 2026-11-23", "begins on 2027-01-15"] { #expect(try refused.string("detail").contains(words)) }
        #expect(try await service.ask(.post, path + "/withdraw").status == 200)
        let again = try await service.ask(.post, path + "/withdraw")
        #expect(again.status == 409)
        #expect(try again.problem() == "conflict")
    }

    static let wrongAgreements: [(String, String, [String])] = [
        ("", "{}", ["signed_on", "signatory", "function"]),
        (
            "", #"{"signed_on":"2026-01-01","signatory":"A","function":"B","document_digest":"0","valid_until":"2025-01-01"}"#,
            ["document_digest", "valid_until"]
        ),
        ("/withdraw", #"{"number":0}"#, ["number"]), ("/withdraw", #"{"number":2}"#, ["number"]),
        ("/withdraw", #"{"withdrawn_on":"x"}"#, ["withdrawn_on"]), ("/withdraw", #"{"reason":"x"}"#, ["reason"]),
    ]

    @Test(arguments: wrongAgreements)
    func `a wrong agreement or withdrawal names its fields`(path: String, body: String, fields: [String]) async throws {
        let answer = try await service().ask(.post, "/v1/municipalities/62063/agreement\(path)", body: body)
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `a key of one municipality sees its own alone, and changes none`() async throws {
        let service = try await service(municipality: "62063")
        #expect(try await Self.codes(service.ask(.get, "/v1/municipalities")) == ["62063"])
        for path in ["/v1/municipalities/62063", "/v1/municipalities/62063/agreement"] {
            #expect(try await service.ask(.get, path).status == 200, "\(path)")
        }
        for path in ["/v1/municipalities/44021", "/v1/municipalities/44021/agreement"] {
            let answer = try await service.ask(.get, path)
            #expect(answer.status == 404, "\(path)")
            #expect(try answer.problem() == "not-found")
        }
        for nis in ["62063", "44021", "99999"] {
            for (method, path, body) in [
                (.patch, "", #"{"valid_until":null}"#), (.post, "/agreement", Self.agreement), (.post, "/agreement/withdraw", "{}"),
            ] as [(HTTPRequest.Method, String, String)] {
                let answer = try await service.ask(method, "/v1/municipalities/\(nis)\(path)", body: body)
                #expect(answer.status == 403, "\(nis) \(path)")
                #expect(try answer.problem() == "forbidden")
            }
        }
        for body in [Self.brussels, #"{"nis":"62063","name":"Liège"}"#] {
            let added = try await service.ask(.post, "/v1/municipalities", body: body)
            #expect(added.status == 403)
            #expect(try added.problem() == "forbidden")
        }
        #expect(try await service.store.municipality(nis: "62063")?.agreements.map(\.withdrawnOn) == [nil])
    }

    /// Each of a field of its own, all at once: none may be lost.
    @Test func `changes of different fields at the same time all stay`() async throws {
        let service = try await service()
        let fields = [
            ("name", "Ville"), ("name_nl", "Luik"), ("name_fr", "Liège"), ("name_de", "Lüttich"), ("enterprise_number", "0123456749"),
            ("valid_from", "2019-01-01"), ("valid_until", "2031-01-01"),
        ]
        for round in 0..<5 {
            let nis = "6202\(round)"
            #expect(try await service.ask(.post, "/v1/municipalities", body: #"{"nis":"\#(nis)","name":"x"}"#).status == 201)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (name, value) in fields {
                    group.addTask {
                        try await service.ask(.patch, "/v1/municipalities/\(nis)", body: #"{"\#(name)":"\#(value)"}"#).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == fields.map { _ in 200 })
            let shown = try await service.ask(.get, "/v1/municipalities/\(nis)")
            for (name, value) in fields { #expect(try shown.json()[name] == .string(value), "\(nis) \(name)") }
        }
    }

    @Test func `agreements that are signed at the same time all stand in the books`() async throws {
        let service = try await service()
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let body = #"{"signed_on":"2026-11-20","signatory":"S\#(number)","function":"mayor"}"#
                    return try await service.ask(.post, "/v1/municipalities/44021/agreement", body: body).status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == (0..<8).map { _ in 201 })
        #expect(try await Set(service.store.municipality(nis: "44021")?.agreements.map(\.signatory) ?? []).count == 8)
    }

    @Test func `a request that passed is answered again where it would be refused now`() async throws {
        let service = try await service()
        let body = #"{"nis":"21004","name":"Brussel","valid_until":"2030-01-01","successor":"44021"}"#
        let headers: HTTPFields = [.idempotencyKey: "k"]
        let first = try await service.ask(.post, "/v1/municipalities", body: body, headers: headers)
        #expect(first.status == 201)
        #expect(try await service.ask(.patch, "/v1/municipalities/44021", body: #"{"valid_until":"2027-01-01"}"#).status == 200)
        let again = try await service.ask(.post, "/v1/municipalities", body: body, headers: headers)
        #expect(again.status == 201 && again.bytes == first.bytes && again.headers[.idempotencyReplayed] == "true")
        let other = try await service.ask(.post, "/v1/municipalities", body: body + " ", headers: headers)
        #expect(try other.problem() == "idempotency-conflict")
        #expect(try await service.ask(.post, "/v1/municipalities", body: body, headers: [.idempotencyKey: "l"]).status == 422)
    }

    @Test(arguments: ["6206", "62o63", "00000", "62064"])
    func `what is no registered NIS code is not found`(nis: String) async throws {
        for path in ["", "/agreement"] {
            let answer = try await service().ask(.get, "/v1/municipalities/\(nis)\(path)")
            #expect(answer.status == 404)
            #expect(try answer.problem() == "not-found")
        }
    }

    @Test func `an ended NIS code is refused with its successor`() async throws {
        let service = try await Service()
        try await service.store.register(
            Municipality(
                nis: "62063", name: "Liège", languages: [.fr], validUntil: Instant(brusselsDay: "2026-11-01"), successor: "62119",
                agreements: []))
        let refused = try await service.ask(.post, "/v1/activations", body: Bodies.activation())
        #expect(refused.status == 422)
        #expect(try refused.faultyFields() == ["municipality"] && refused.text.contains("use its successor 62119"))
    }

    private static func codes(_ answer: Reading) throws -> [String] {
        guard case .array(let municipalities)? = try answer.json()["municipalities"] else { return [] }
        return municipalities.compactMap { if case .string(let nis)? = $0["nis"] { nis } else { nil } }
    }
}
