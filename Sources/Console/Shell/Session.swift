package import Issuance
package import Mail

/// Somebody who has signed in with a browser.
package struct Session: Sendable {
    /// Whom the issuer vouched for. What the person may do is looked up at each request.
    package let identity: PersonIdentity
    /// Stands in each form of this session: another site cannot know it.
    package let formToken: Secret
    /// Of the pages: chosen by their reader, never taken from a citizen's case.
    package var language: Language
    /// By which the issuer vouched; `nil`: it did not, or not so shortly that it can be kept.
    let idToken: Secret?
    let began: Duration
    var used: Duration
    /// What is shown once and then gone, by the page that shows it.
    var once: [String: Shown] = [:]

    /// Something to show once.
    struct Shown: Sendable {
        let secret: Secret
        let until: Duration
    }
}

extension Session: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of it.
    package var description: String { "session •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
