package import Mail
import Queue

/// What the mails of each kind are given. The start proves the templates against it; a test holds the issuer to it.
package enum IssuedMails {
    package static let variables: [String: [GivenVariable]] = [
        KindTable.oneTimeCode: [
            GivenVariable("code", .code), GivenVariable("requested_at", .instant), GivenVariable("expires_at", .instant),
            GivenVariable(CodeLetter.lifetimeName, .duration), GivenVariable("reference", .text),
            // Of the key, or of the caller; a code for an address by a caller of all municipalities has none.
            GivenVariable("municipality", .text, inEveryMail: false),
        ],
        KindTable.activationLink: [
            GivenVariable("link", .link), GivenVariable("municipality", .text), GivenVariable("visited_at", .instant),
            GivenVariable("expires_at", .instant), GivenVariable("reference", .text),
        ],
        KindTable.keyActivated: [
            GivenVariable("municipality", .text), GivenVariable("activated_at", .instant), GivenVariable("reference", .text),
        ],
        KindTable.addressChanged: [
            GivenVariable("municipality", .text), GivenVariable("changed_at", .instant), GivenVariable("reference", .text),
        ],
    ]
}
