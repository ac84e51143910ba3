import Issuance
import Mail

/// The random word in a form by which one that comes twice is known: its field `request`.
enum FormKey {
    private static let octets = 16

    /// A new word; that of the form itself where it comes back unchanged, so that nothing is done twice that was done after all.
    static func of(_ call: ConsoleCall, returns: Bool = false, _ services: ConsoleServices) -> String {
        if returns, let word = call.fields.optional("request") { return word }
        return String(decoding: Base64URL.encode(services.random.bytes(octets)), as: UTF8.self)
    }
}
