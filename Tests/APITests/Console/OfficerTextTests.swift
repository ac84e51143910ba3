import Issuance
import Mail
import Queue
import Testing

@testable import Console

/// Every word that an officer may need is there, in four languages.
@Suite struct OfficerTextTests {
    @Test(arguments: Language.allCases)
    func `every fault, warning and outcome has words`(language: Language) {
        let (faults, mails, texts) = (FaultTexts.of(language), MailTexts.of(language), OfficerTexts.of(language))
        for kind in FieldFault.Kind.all { #expect(!faults.text(kind).isEmpty && faults.text(kind) != faults.other, "\(kind)") }
        for outlook in MailOutlook.allCases { #expect(mails.words[outlook]?.title.isEmpty == false, "\(outlook)") }
        for state in Activation.State.allCases { #expect(texts.states[state]?.isEmpty == false) }
        for one in Activation.Case.allCases { #expect(texts.cases[one]?.lead.isEmpty == false) }
        for one in Activation.Channel.allCases { #expect(texts.channels[one]?.isEmpty == false) }
        for one in Activation.Assurance.allCases { #expect(texts.assurances[one]?.isEmpty == false) }
        for one in Identification.Document.allCases { #expect(texts.documents[one]?.isEmpty == false) }
        for one in Identification.CheckedWith.allCases { #expect(texts.tools[one]?.isEmpty == false) }
        for one in Identification.Result.allCases { #expect(texts.answers[one]?.isEmpty == false) }
        for one in Language.allCases { #expect(texts.languageNames[one]?.isEmpty == false) }
        for role in Role.allCases { #expect(ConsoleTexts.of(language).roles[role]?.isEmpty == false) }
        #expect(faults.warnings.count == 7 && faults.warnings["address_mistyped"]?.contains("{subject}") == true)
    }

    @Test(arguments: Language.allCases)
    func `every limit that an officer can reach has words`(language: Language) {
        let texts = LimitTexts.of(language)
        let own = [
            LimitCharge.recipientMinute, LimitCharge.recipientHour, LimitCharge.recipientDay, LimitCharge.officerDay,
            LimitCharge.municipalityDay, LimitCharge.trialsMinute, LimitCharge.trialsDay,
        ]
        #expect(Set(texts.reasons.keys) == Set(own) && Set(texts.reasons.values).count == own.count)
        let said = own.map { texts.limited(by: $0, retryAfter: .seconds(60)) } + [texts.limited(by: "other", retryAfter: nil)]
        #expect(Set(said).count == own.count + 1 && said.allSatisfy { !$0.contains("{") })
        #expect(!texts.busy(retryAfter: .seconds(5)).contains("{") && texts.limited(by: nil, retryAfter: nil) == said.last)
    }

    @Test(arguments: [
        (1, "1 minute", "1 minuut"), (60, "1 minute", "1 minuut"), (61, "2 minutes", "2 minuten"), (3_540, "59 minutes", "59 minuten"),
        (3_541, "1 hour", "1 uur"), (3_600, "1 hour", "1 uur"), (3_601, "2 hours", "2 uur"), (82_800, "23 hours", "23 uur"),
        (82_801, "1 day", "1 dag"), (86_400, "1 day", "1 dag"), (86_401, "2 days", "2 dagen"),
    ])
    func `a time is told in the unit that it fills, and never too short`(seconds: Int, english: String, dutch: String) {
        #expect(LimitTexts.en.time(.seconds(seconds)) == english && LimitTexts.nl.time(.seconds(seconds)) == dutch)
    }

    @Test(arguments: Language.allCases)
    func `every act of the audit log has words, and so has everything that is kept beside it`(language: Language) {
        let (texts, others) = (AuditTexts.of(language), Language.allCases.filter { $0 != language }.map { AuditTexts.of($0) })
        for action in AuditAction.allCases {
            #expect(texts.action(action.rawValue)?.isEmpty == false, "\(action)")
            #expect(others.allSatisfy { $0.actions[action] != texts.actions[action] }, "\(action)")
        }
        for other in others { #expect(Set(other.words.keys) == Set(texts.words.keys)) }
        let kept = ErasureCounts().words.map(\.text) + [Role.auditor.rawValue, "no_eid", "spoken", "low", "held=3", "found=1"]
        for word in kept { #expect(texts.word(word[...])?.isEmpty == false, "\(word)") }
        #expect(texts.word("activations:write") == nil && texts.word("act_x") == nil && texts.action("older_word") == nil)
        let findings: [AuditFinding] = [
            .changed(4), .missing(from: 4, to: 7), .added(4), .checkpoint, .cut(from: 4, to: 7), .replaced(4), .anchor,
        ]
        for finding in findings {
            let text = texts.text(finding)
            #expect(!text.contains("{") && text.contains("4") == (finding.number != nil), "\(text)")
        }
    }

    @Test func `no language has the words of another`() {
        let all = Language.allCases.map { language in
            MailOutlook.allCases.compactMap { MailTexts.of(language).words[$0]?.text }
        }
        for index in MailOutlook.allCases.indices { #expect(Set(all.map { $0[index] }).count == 4, "\(MailOutlook.allCases[index])") }
    }

    @Test(arguments: Reason.allCases)
    func `every reason leads to something that an officer can do`(reason: Reason) {
        #expect(MailOutlook(.accepted, reason) == .accepted && MailOutlook(.inDoubt, reason) == .inDoubt)
        #expect([.waiting, .relayAway, .mailboxFull, .later, .held].contains(MailOutlook(.queued, reason)))
        #expect([.unknownAddress, .closedMailbox, .mailboxStaysFull, .foreignAddress, .refused].contains(MailOutlook(.rejected, reason)))
    }

    @Test func `what the officer does next follows from the reason`() {
        #expect(MailOutlook(.rejected, .recipientUnknown) == .unknownAddress)
        #expect(MailOutlook(.rejected, .mailboxDisabled) == .closedMailbox)
        #expect(MailOutlook(.rejected, .messageRefused) == .refused)
        // Tried again or not: the one must not be told for the other.
        #expect(MailOutlook(.rejected, .mailboxFull) == .mailboxStaysFull)
        #expect(MailOutlook(.queued, .greylisted) == .later && MailOutlook(.queued, .mailboxFull) == .mailboxFull)
        #expect(MailOutlook(.queued, .relayUnavailable) == .relayAway && MailOutlook(.queued, .enqueued) == .waiting)
        #expect(MailOutlook(.queued, .paused) == .held && MailOutlook(nil) == .gone)
    }
}
