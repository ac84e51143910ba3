import ArgumentParser
import Mail
import Submission

extension TemplatesCommand {
    struct SendTest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "send-test", abstract: "Submit one mail with its example values to a relay, and show each of its replies.",
            discussion: """
                It goes around the queue, over a connection of its own, whether the service runs or not. Its subject begins with [TEST] and it has the
                header X-Postduif-Test: its code and its link are examples that nothing takes. An English mail has the part of the
                municipality's first language before it, or the French one.
                """)

        @Option(help: "Such as one_time_code; 'templates check' lists them.", completion: Completions.kinds) var kind: String
        @Option(help: ArgumentHelp(stringLiteral: MailLanguages.argumentHelp), completion: Completions.languages) var language: String
        @Option(help: ArgumentHelp("Where to.", valueName: "address")) var to: String
        @Option(help: "A relay's name; default: the one that is asked first.", completion: Completions.relays) var relay: String?
        @Option(help: ArgumentHelp("With the name, sender, contact and colour of this municipality.", valueName: "nis")) var municipality:
            String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if MailLanguages(argument: language) == nil { throw ValidationError("--language: \(MailLanguages.argumentHelp)") }
            do { _ = try EmailAddress(to) } catch { throw ValidationError("--to: this is no e-mail address: \(error.advice)") }
        }

        func run() async throws {
            guard let languages = MailLanguages(argument: language) else { return }
            let configuration = try common.configuration()
            let catalog = try TemplateFolder.load(configuration)
            let municipality = try await common.municipality(self.municipality)
            let target = try target(among: configuration.relayConfigurations())
            let clock = SystemClock()
            let id = QueueID(at: clock.now, random: SystemRandom())
            let transaction = try TestMail.transaction(
                kind: kind, in: languages, to: EmailAddress(to), catalog: catalog, sender: configuration.sender, municipality: municipality,
                signer: configuration.dkimSigners()[target.name], id: id, now: clock.now
            )
            let trial = SubmissionTrial.run(transaction, over: target, clock: clock)
            let report = TestMailReport(trial, relay: target.name, kind: kind, in: languages, id: id)
            try common.show(report, report.text)
            if !report.accepted { throw ExitStatus.refused }
        }

        private func target(among relays: [RelayConfiguration]) throws -> RelayConfiguration {
            let named = relays.filter { relay == nil || $0.name == relay }
            guard let first = named.min(by: { $0.priority < $1.priority }) else {
                throw AdministrationFault.notFound(
                    relay.map { "\($0): no such relay in the configuration" } ?? "relays: none is configured; add one first")
            }
            return first
        }
    }
}
