import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// One request of somebody who is signed in.
struct ConsoleCall: Sendable {
    let call: APICall
    let visitor: Visitor
    /// Of a form; none with GET.
    var fields = FormFields.none
    /// The form's bytes, by which a repeated one is known.
    var bytes: [UInt8] = []

    var texts: ConsoleTexts { visitor.texts }
    var language: Language { visitor.language }

    /// The path without its query.
    var path: String { call.request.uri.path }

    /// A part of the path.
    func parameter(_ name: String) -> String? { call.context.parameters.get(name) }

    /// A parameter of the query; empty ones count as none.
    func query(_ name: String) -> String? {
        let value = call.request.uri.queryParameters.first { $0.key == name[...] }.map { String($0.value) }
        return value.flatMap { $0.isEmpty || $0.utf8.count > 200 ? nil : $0 }
    }

    /// What a repeated form is told by; the form's field `request` names it, a random word of the page that had the form.
    func idempotency<Issued: Sendable>(
        by caller: Caller, answer: @escaping @Sendable (Issued) -> [UInt8]
    ) -> IdempotencyRequest<Issued>? {
        let word = fields.text("request")
        guard (1...Limits.idempotencyKeyOctets).contains(word.utf8.count) else { return nil }
        return IdempotencyRequest(
            name: RequestName.bytes(caller: caller.principal, method: "POST", path: path, header: word), body: bytes,
            status: HTTPResponse.Status.seeOther.code, answer: answer)
    }
}
