import ArgumentParser
import Mail

/// `postduif token`: tokens of the local issuer, for trying out.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens for trying out, of an issuer on this machine.", subcommands: [Mint.self])

    struct Mint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a token that signs somebody in.",
            discussion: """
                Only with oidc.local: true. Whom it speaks for may do what 'postduif grant add --subject SUB' gave:
                curl -H "Authorization: Bearer $(postduif token mint --subject officer-1)" http://127.0.0.1:8080/v1/messages
                With --sign-in a browser is signed in to the console: the link is good once, and for ten minutes.
                """)

        @Option(help: ArgumentHelp("Whom it speaks for.", valueName: "sub"))
        var subject: String

        @Option(help: "The person's own address, as the claim email (default: none).")
        var email: String?

        @Option(help: ArgumentHelp("How long, from 1m to 12h.", valueName: "duration"))
        var lifetime = "1h"

        @Flag(help: "Print a link instead that signs in once with a browser; the service must run.")
        var signIn = false

        @OptionGroup var common: CommonOptions

        /// What is printed as JSON.
        private struct Minted: Encodable {
            let token: String
            let subject: String
            let expiresAt: String
        }

        func run() async throws {
            guard let duration = DurationText.parse(lifetime), LocalIssuer.lifetimes.contains(duration) else {
                throw ValidationError("--lifetime: give a whole number with its unit, from 1m to 12h, such as 1h.")
            }
            guard LocalIssuer.canName(subject) else {
                throw ValidationError("--subject: give 1 to 255 octets without control characters.")
            }
            guard !signIn else { return try await printLink() }
            let configuration = try common.configuration()
            guard configuration.oidc.local else { throw Self.refusal(configuration.oidc) }
            try SmallFile.makeDirectory(configuration.queue.directory)
            let issuer = try await LocalIssuer.open(directory: configuration.queue.directory, random: SystemRandom())
            let now = SystemClock().now
            let token = try issuer.mint(subject: subject, email: email, lifetime: duration, now: now).revealText()
            try common.show(Minted(token: token, subject: subject, expiresAt: (now + duration).rfc3339), token)
        }

        /// The running service makes it and remembers it: nothing but its user can ask for one.
        private func printLink() async throws {
            let request = SignInLinkRequest(subject: subject, email: email)
            let link = try await common.administer(offline: false) { try await $0.signInLink(request) }
            try common.show(link, link.url)
        }

        private static func refusal(_ oidc: Configuration.OIDC) -> StartFault {
            if let issuer = oidc.issuer { return StartFault("tokens come from \(issuer) here; there is no local issuer beside it") }
            return StartFault("there is no local issuer: set oidc.local to true, in a trial alone")
        }
    }
}
