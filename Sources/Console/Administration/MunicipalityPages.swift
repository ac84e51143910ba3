import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// The register of municipalities, and their user agreements: what issues nothing without one in force.
struct MunicipalityPages: Sendable {
    static let path = "/console/municipalities"
    private static let new = "\(path)/new"
    private static let one = "\(path)/{nis}"
    private static let pageItems = 50

    let shell: ConsoleShell

    private var register: MunicipalityRegister { shell.services.api.issuer.municipalities }

    var routes: [Route] {
        [
            shell.get(Self.path, list), shell.get(Self.new) { try await form($0, []) }, shell.post(Self.path, add),
            shell.get(Self.one, show), shell.get("\(Self.one)/change") { try await askChange($0, []) },
            shell.post("\(Self.one)/change", change), shell.get("\(Self.one)/agreement") { try await askAgreement($0, []) },
            shell.post("\(Self.one)/agreement", addAgreement), shell.get("\(Self.one)/withdraw", ask),
            shell.post("\(Self.one)/withdraw", withdraw),
        ]
    }

    // MARK: The list

    @Sendable private func list(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, "/v1/municipalities")
        let (texts, words) = (call.administrationTexts, call.operatorTexts)
        let after = call.query("cursor").flatMap { NISCode($0)?.text }
        let page = try await register.page(after: after, limit: Self.pageItems, within: caller.reach)
        let table = PageTable(
            caption: texts.municipalitiesTitle, columns: [texts.nis, texts.name, texts.languages, texts.agreement, texts.issuing],
            rows: page.municipalities.map { view in
                let municipality = view.municipality
                return [
                    "<a href=\"\(Self.path)/\(municipality.nis)\"><code>\(municipality.nis)</code></a>", .text(municipality.name),
                    .text(municipality.languages.map(\.rawValue).joined(separator: ", ")),
                    .text(texts.standings[view.standing.state] ?? view.standing.state.rawValue),
                    view.missing.isEmpty ? .text(texts.canIssue) : "<strong class=\"error\">\(texts.cannotIssue)</strong>",
                ]
            })
        let next: Markup =
            page.next.map { "<nav aria-label=\"\(words.pages)\"><p><a href=\"\(Self.path)?cursor=\($0)\">\(texts.more)</a></p></nav>\n" }
            ?? .none
        let rows: Markup = page.municipalities.isEmpty ? "<p>\(texts.noMunicipalities)</p>\n" : table.markup
        let body: Markup = "<p>\(Markup.button(texts.register, to: Self.new))</p>\n<section>\n\(rows)\(next)</section>\n"
        return await shell.answer(ConsolePage(title: texts.municipalitiesTitle, body: body), to: call, back: Self.path)
    }

    // MARK: A new one

    private func form(_ call: ConsoleCall, _ faults: [FieldFault]) async throws -> Response {
        _ = try call.visitor.caller(for: .post, "/v1/municipalities")
        let page = ConsolePage(title: call.administrationTexts.register, body: forms(call).new(faults), isFaulty: !faults.isEmpty)
        return await shell.answer(page, to: call, status: faults.isEmpty ? .ok : .unprocessableContent, back: Self.new)
    }

    @Sendable private func add(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, "/v1/municipalities")
        let registration = Self.registration(call.fields, nis: call.fields.text("nis"), isChange: false)
        do {
            _ = try await register.add(
                registration, by: Registrar(caller), idempotency: call.idempotency(by: caller) { _ in [] })
        } catch {
            guard let faults = call.faults(of: error) else { throw error }
            return try await form(call, faults)
        }
        return ConsoleShell.redirection(to: "\(Self.path)/\(registration.nis)")
    }

    /// What a form says; in a change an empty field takes away what is registered.
    private static func registration(_ fields: FormFields, nis: String, isChange: Bool) -> MunicipalityRegistration {
        func value(_ name: String) -> String? { isChange ? fields.text(name) : fields.optional(name) }
        let languages = fields.text("languages").split { ", ".contains($0) }.map(String.init)
        let agreement = isChange || fields.optional("agreement.signed_on") == nil && fields.optional("agreement.signatory") == nil
        return MunicipalityRegistration(
            nis: nis, name: value("name"), nameNL: value("name_nl"), nameFR: value("name_fr"), nameDE: value("name_de"),
            languages: languages.isEmpty ? nil : languages, enterpriseNumber: value("enterprise_number"), validFrom: value("valid_from"),
            validUntil: value("valid_until"), successor: value("successor"),
            agreement: agreement ? nil : Self.agreement(fields, prefix: "agreement."))
    }

    private static func agreement(_ fields: FormFields, prefix: String) -> AgreementRegistration {
        AgreementRegistration(
            signedOn: fields.text("\(prefix)signed_on"), signatory: fields.text("\(prefix)signatory"),
            function: fields.text("\(prefix)function"), documentDigest: fields.optional("\(prefix)document_digest"),
            validFrom: fields.optional("\(prefix)valid_from"), validUntil: fields.optional("\(prefix)valid_until"))
    }

    // MARK: One

    @Sendable private func show(_ call: ConsoleCall) async throws -> Response {
        let view = try await view(call, .get, "/v1/municipalities/{nis}")
        let page = ConsolePage(title: Self.title(view), body: forms(call).one(view))
        return await shell.answer(page, to: call, back: "\(Self.path)/\(view.municipality.nis)")
    }

    private func askChange(_ call: ConsoleCall, _ faults: [FieldFault]) async throws -> Response {
        let view = try await view(call, .patch, "/v1/municipalities/{nis}")
        return await answer(call, view, call.administrationTexts.change, forms(call).change(view, faults), faults, "change")
    }

    private func askAgreement(_ call: ConsoleCall, _ faults: [FieldFault]) async throws -> Response {
        let view = try await view(call, .post, "/v1/municipalities/{nis}/agreement")
        return await answer(call, view, call.administrationTexts.addAgreement, forms(call).newAgreement(view, faults), faults, "agreement")
    }

    private func view(_ call: ConsoleCall, _ method: HTTPRequest.Method, _ operation: String) async throws -> MunicipalityView {
        let caller = try call.visitor.caller(for: method, operation)
        return try await register.show(try Self.nis(call), within: caller.reach)
    }

    private func forms(_ call: ConsoleCall) -> MunicipalityForms {
        MunicipalityForms(
            texts: call.administrationTexts, call: call,
            request: FormKey.of(call, shell.services), now: shell.services.api.clock.now)
    }

    private static func title(_ view: MunicipalityView) -> String { "\(view.municipality.name) (\(view.municipality.nis))" }

    /// A page with a form about one municipality.
    private func answer(
        _ call: ConsoleCall, _ view: MunicipalityView, _ title: String, _ body: Markup, _ faults: [FieldFault], _ place: String
    ) async -> Response {
        let page = ConsolePage(title: "\(title): \(Self.title(view))", body: body, isFaulty: !faults.isEmpty)
        return await shell.answer(
            page, to: call, status: faults.isEmpty ? .ok : .unprocessableContent, back: "\(Self.path)/\(view.municipality.nis)/\(place)")
    }

    @Sendable private func change(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .patch, "/v1/municipalities/{nis}")
        let nis = try Self.nis(call)
        do {
            _ = try await register.change(Self.registration(call.fields, nis: nis, isChange: true), by: Registrar(caller))
        } catch {
            guard let faults = call.faults(of: error) else { throw error }
            return try await askChange(call, faults)
        }
        return ConsoleShell.redirection(to: "\(Self.path)/\(nis)")
    }

    @Sendable private func addAgreement(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, "/v1/municipalities/{nis}/agreement")
        let nis = try Self.nis(call)
        do {
            _ = try await register.add(
                Self.agreement(call.fields, prefix: ""), to: nis, by: Registrar(caller),
                idempotency: call.idempotency(by: caller) { _ in [] })
        } catch {
            guard let faults = call.faults(of: error) else { throw error }
            return try await askAgreement(call, faults)
        }
        return ConsoleShell.redirection(to: "\(Self.path)/\(nis)")
    }

    // MARK: A withdrawal

    @Sendable private func ask(_ call: ConsoleCall) async throws -> Response { try await ask(call, []) }

    private func ask(_ call: ConsoleCall, _ faults: [FieldFault]) async throws -> Response {
        let view = try await view(call, .post, "/v1/municipalities/{nis}/agreement/withdraw")
        let number = (call.query("number") ?? call.fields.optional("number")).flatMap { Int($0) } ?? 0
        guard let agreement = view.municipality.agreement(number: number) else { throw Problem.notFound }
        let body = forms(call).withdrawal(agreement, number: number, of: view, faults)
        return await answer(call, view, call.administrationTexts.withdraw, body, faults, "withdraw?number=\(number)")
    }

    @Sendable private func withdraw(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, "/v1/municipalities/{nis}/agreement/withdraw")
        let nis = try Self.nis(call)
        guard let number = Int(call.fields.text("number")) else { throw Problem.notFound }
        do {
            _ = try await register.withdraw(number: number, of: nis, on: call.fields.optional("withdrawn_on"), by: Registrar(caller))
        } catch {
            guard let faults = call.faults(of: error) else { throw error }
            return try await ask(call, faults)
        }
        return ConsoleShell.redirection(to: "\(Self.path)/\(nis)")
    }

    private static func nis(_ call: ConsoleCall) throws(Problem) -> String {
        guard let code = call.parameter("nis").flatMap({ NISCode($0) }) else { throw .notFound }
        return code.text
    }
}
