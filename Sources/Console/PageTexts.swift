import Issuance
import Mail

/// All words of the citizen's page in one language. Written by hand, shown escaped.
struct PageTexts: Sendable {
    let language: Language
    /// The language's own name, for the heading of its part on a page in all languages.
    let languageName: String
    /// Stands before the title of a page that tells of an error.
    let errorPrefix: String
    let title: String
    /// What this page is and who sent the reader here.
    let lead: String
    /// Stands before the municipality's name.
    let municipality: String
    /// Stands before the word that the mail shows too.
    let reference: String
    /// With `{until}`, the end of the link, to come and past.
    let until: String
    let wasUntil: String
    let overTitle: String
    let over: String
    let label: String
    /// Where the code is and how it may be typed.
    let hint: String
    let button: String
    let privacy: String
    /// What to do without the code.
    let lostTitle: String
    let lost: String
    let again: Again
    let start: Start
    let fault: Fault
    let failureTitle: String
    let failure: String
    /// What may be the reason, and what to do about each.
    let failureReasons: [String]
    /// Leads from what went wrong to the field.
    let toField: String
    let busyTitle: String
    let busy: String
    /// What to do after one minute, and after `{minutes}`.
    let waitOne: String
    let waitMany: String
    let problem: Problems
    let doneTitle: String
    let done: String
    /// Stands before the reference, at the end, and what it is for.
    let proof: String
    let proofHint: String
    /// Stands before the name of the front that wants the reader back.
    let continueTo: String
    let continueHint: String
    let nextTitle: String
    let next: [String]
    let helpTitle: String
    let help: String
    let phoneLabel: String
    let emailLabel: String

    /// Asking for a new link.
    struct Again: Sendable {
        let title: String
        let words: String
        let button: String
        let askedTitle: String
        /// The same for every link, whatever came of it.
        let asked: String
        let next: [String]
    }

    /// Where the start card leads.
    struct Start: Sendable {
        let title: String
        let lead: String
        /// One after the other.
        let steps: [String]
        let notes: [String]
    }

    /// What cannot be a code.
    struct Fault: Sendable {
        let title: String
        let empty: String
        /// With `{count}`.
        let length: String
        let character: String
        /// That it counts as no try.
        let noTry: String

        func words(for fault: TypedCodeFault) -> String {
            switch fault {
            case .empty: empty
            case .length(let count): length.replacing("{count}", with: String(count))
            case .character: character
            }
        }
    }

    /// What is wrong with a request, not with its code.
    struct Problems: Sendable {
        let notFoundTitle: String
        let notFound: String
        let unreadableTitle: String
        let unreadable: String
        let brokenTitle: String
        let broken: String
    }

    func wait(_ minutes: Int) -> String { minutes == 1 ? waitOne : waitMany.replacing("{minutes}", with: String(minutes)) }

    static func of(_ language: Language) -> PageTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
