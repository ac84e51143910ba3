import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// Issuing: which case, the form with its checklist, and what the issuer says to it.
struct IssuePages: Sendable {
    let shell: ConsoleShell

    private static let operation = "/v1/activations"

    private var services: ConsoleServices { shell.services }

    @Sendable func choose(_ call: ConsoleCall) async throws -> Response {
        _ = try call.visitor.caller(for: .post, Self.operation)
        let texts = OfficerTexts.of(call.language)
        let choices = Activation.Case.allCases.map { one -> Markup in
            """
            <section>
            <h2>\(texts.cases[one]?.title ?? "")</h2>
            <p>\(texts.cases[one]?.lead ?? "")</p>
            <p><a class="button" href="\(OfficerPages.path)/new/\(one.rawValue)">\(texts.cases[one]?.title ?? "")</a></p>
            </section>

            """
        }
        let body: Markup = "<p>\(texts.chooseLead)</p>\n<div class=\"panels\">\n\(choices)</div>\n"
        return await shell.answer(ConsolePage(title: texts.chooseTitle, body: body), to: call, back: call.path)
    }

    @Sendable func show(_ call: ConsoleCall) async throws -> Response {
        try await page(call, try Self.case(call), FormView())
    }

    @Sendable func issue(_ call: ConsoleCall) async throws -> Response {
        let one = try Self.case(call)
        let texts = OfficerTexts.of(call.language)
        let input = IssueInput(case: one, fields: call.fields)
        let own = input.faults(texts)
        guard own.isEmpty, let request = input.request else { return try await refused(call, one, own + typed(call)) }
        let caller = try call.visitor.caller(for: .post, Self.operation)
        do {
            try services.api.admission.admit(.link)
            let answer = try await services.api.issuer.issueActivation(
                request, by: caller, idempotency: call.idempotency(by: caller) { Array($0.id.description.utf8) })
            switch answer {
            case .fresh(let issued): return Self.shown(issued, to: call, services)
            case .replayed(let record): return Self.shownBefore(String(decoding: record.answer, as: UTF8.self))
            }
        } catch {
            if let delay = FormDelay(error, call) { return try await page(call, one, FormView(call.fields), delay: delay) }
            guard let refusal = error as? IssuanceRefusal else { throw error }
            return try await self.refusal(refusal, call, one)
        }
    }

    /// `POST /console/activations/check`: what an officer's field tells, and no more than an issuance would: never what others have.
    @Sendable func check(_ call: ConsoleCall) async throws -> Response {
        _ = try call.visitor.caller(for: .post, Self.operation)
        let value = call.fields.text("value")
        let issuer = services.api.issuer
        let words = FaultTexts.of(call.language)
        var (fault, warnings): (FieldFault?, [IssuanceWarning]) = (nil, [])
        switch call.fields.text("field") {
        case "citizen_number": fault = issuer.fault(of: Secret(value))
        case "email": (fault, warnings) = issuer.judge(email: value)
        default: throw Problem.notFound
        }
        let error: Markup = fault.map { "<p class=\"error\">\(words.text($0.kind))</p>" } ?? .none
        let notes = warnings.map { warning -> Markup in "<p class=\"hint\">\(words.text(warning))</p>" }
        return ConsoleShell.part("\(error)\(notes)", call.language)
    }

    /// To the page that shows the code of what was issued, which the session keeps for it.
    static func shown(_ issued: IssuedActivation, to call: ConsoleCall, _ services: ConsoleServices) -> Response {
        let id = issued.id.description
        let others = issued.warnings.map(\.subject).filter { !$0.isEmpty }
        services.sessions.keep(
            Secret(([issued.activationCode.revealText()] + others).joined(separator: "\n")), for: id, of: call.visitor.id)
        return ConsoleShell.redirection(to: "\(OfficerPages.path)/\(id)/issued")
    }

    /// To the same page, for the same form again: of a double click browsers follow the second answer, and the code is still there.
    static func shownBefore(_ id: String) -> Response { ConsoleShell.redirection(to: "\(OfficerPages.path)/\(id)/issued") }

    // MARK: What the issuer says

    private func refusal(_ error: IssuanceRefusal, _ call: ConsoleCall, _ one: Activation.Case) async throws -> Response {
        let texts = OfficerTexts.of(call.language)
        switch error {
        case .invalid(let faults):
            let words = FaultTexts.of(call.language)
            return try await refused(
                call, one,
                faults.map { FormView.Fault(field: $0.field.split(separator: ".").last.map(String.init) ?? "", text: words.text($0.kind)) })
        case .warnings(let warnings):
            return try await page(call, one, FormView(call.fields), warnings: warnings, status: .unprocessableContent)
        case .identificationHit: return await stop(texts.hit, call, .conflict)
        case .agreementMissing: return await stop(texts.agreementMissing, call, .forbidden)
        case .idempotencyConflict: return await stop(texts.sentBefore, call, .conflict)
        default: throw error
        }
    }

    private func stop(_ refusal: ConsoleTexts.Refusal, _ call: ConsoleCall, _ status: HTTPResponse.Status) async -> Response {
        await shell.answer(
            ConsoleShell.page(refusal, way: call.texts.backToStart), to: call, status: status, back: "\(OfficerPages.path)/new")
    }

    /// What is wrong with what was typed, to be said beside what was not chosen.
    private func typed(_ call: ConsoleCall) -> [FormView.Fault] {
        let words = FaultTexts.of(call.language)
        let issuer = services.api.issuer
        let faults = [issuer.fault(of: Secret(call.fields.text("citizen_number"))), issuer.judge(email: call.fields.text("email")).fault]
        return faults.compactMap(\.self).map { FormView.Fault(field: $0.field, text: words.text($0.kind)) }
    }

    private func refused(_ call: ConsoleCall, _ one: Activation.Case, _ faults: [FormView.Fault]) async throws -> Response {
        try await page(call, one, FormView(call.fields, faults: faults), status: .unprocessableContent)
    }

    private func page(
        _ call: ConsoleCall, _ one: Activation.Case, _ form: FormView, warnings: [IssuanceWarning] = [], delay: FormDelay? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let texts = OfficerTexts.of(call.language)
        var form = form
        form.labels = IssueForm.labels(texts)
        form.needed = call.texts.needed
        let places = delay == nil ? try await municipalities(call) : await municipalitiesOrGiven(call)
        let body = IssueForm(
            case: one, form: form, warnings: warnings, delay: delay, municipalities: places, language: call.language,
            formToken: call.visitor.session.formToken, request: FormKey.of(call, returns: delay != nil, services))
        let isFaulty = !form.faults.isEmpty || !warnings.isEmpty
        return await shell.answer(
            ConsolePage(title: texts.cases[one]?.title ?? "", body: body.markup, isFaulty: isFaulty), to: call, status: status,
            delay: delay, back: "\(OfficerPages.path)/new/\(one.rawValue)")
    }

    /// The same, or what the form itself says where the store does not answer: what was filled in must not be lost for it.
    private func municipalitiesOrGiven(_ call: ConsoleCall) async -> [Municipality] {
        if let known = try? await municipalities(call) { return known }
        let nis = call.fields.text("municipality")
        return [Municipality(nis: nis, name: nis, languages: [.nl, .fr, .de], agreement: nil)]
    }

    /// Those that the officer may issue for, by NIS code.
    private func municipalities(_ call: ConsoleCall) async throws -> [Municipality] {
        let reach = try call.visitor.caller(for: .post, Self.operation).reach
        return try await services.api.issuer.municipalities.page(after: nil, limit: Limits.pageItems, within: reach).municipalities.map(
            \.municipality)
    }

    private static func `case`(_ call: ConsoleCall) throws(Problem) -> Activation.Case {
        guard let one = call.parameter("case").flatMap(Activation.Case.init(rawValue:)) else { throw .notFound }
        return one
    }
}
