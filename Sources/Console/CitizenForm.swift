import Issuance
import Mail

/// What one of the page's two forms says.
enum CitizenForm: Sendable {
    /// The button for a new link.
    case again
    /// What may be a code.
    case code(Secret)
    /// What is none, whoever's: nobody is asked, and it counts as no try.
    case fault(TypedCodeFault)

    /// A form with one short field needs no more.
    static let octets = 4_096
    /// The most octets of a typed code that are looked at.
    static let codeOctets = 64

    init(_ body: [UInt8]) {
        if FormBody.value(of: "again", in: body) == "1" {
            self = .again
            return
        }
        let typed = FormBody.value(of: "code", in: body) ?? ""
        let code = Secret(typed)
        if typed.utf8.count > Self.codeOctets {
            self = .fault(.length(typed.count))
        } else if let fault = ActivationCode.fault(of: code) {
            self = .fault(fault)
        } else {
            self = .code(code)
        }
    }
}
