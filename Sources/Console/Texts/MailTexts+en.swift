extension MailTexts {
    static let en = MailTexts(
        words: [
            .waiting: ConsoleTexts.Refusal(
                title: "The mail is on its way",
                text: "One moment: it is usually accepted within seconds."),
            .relayAway: ConsoleTexts.Refusal(
                title: "The mail waits",
                text: "Our mail server does not answer now. The mail goes out by itself once it does; the citizen may leave with the "
                    + "start card."),
            .mailboxFull: ConsoleTexts.Refusal(
                title: "The citizen’s mailbox is full",
                text: "Ask the citizen to make room or to give another address. It is tried again by itself as long as the link is valid."),
            .mailboxStaysFull: ConsoleTexts.Refusal(
                title: "The citizen’s mailbox is full",
                text:
                    "The mail was refused and is not tried again. Ask the citizen to make room and send the mail again, or correct the address; "
                    + "the code on paper stays valid."),
            .later: ConsoleTexts.Refusal(
                title: "The citizen’s server asks to come back later",
                text: "That is usual for a first message. It is tried again by itself; look again in a while."),
            .held: ConsoleTexts.Refusal(
                title: "The mail is held",
                text: "An operator has to release it. Tell the service desk and give the reference."),
            .accepted: ConsoleTexts.Refusal(
                title: "The mail is accepted",
                text: "The mail server has taken it over. If the citizen does not see it, have a look in the junk mail."),
            .unknownAddress: ConsoleTexts.Refusal(
                title: "This address does not exist",
                text: "Read the address over with the citizen and correct it; the code on paper stays valid."),
            .closedMailbox: ConsoleTexts.Refusal(
                title: "This mailbox takes no mail",
                text: "Ask the citizen for another address and correct it; the code on paper stays valid."),
            .foreignAddress: ConsoleTexts.Refusal(
                title: "This address cannot get mail from us",
                text: "It has characters that the mail server cannot handle. Ask the citizen for another address and correct it."),
            .refused: ConsoleTexts.Refusal(
                title: "The mail was refused",
                text: "Try again or correct the address. If that does not help, tell the service desk and give the reference."),
            .expired: ConsoleTexts.Refusal(
                title: "The mail could not go out in time",
                text: "Send it again."),
            .cancelled: ConsoleTexts.Refusal(
                title: "This mail goes out no more",
                text: "A newer mail replaced it, or it was cancelled."),
            .inDoubt: ConsoleTexts.Refusal(
                title: "It is not certain that the mail arrived",
                text: "The connection broke at the last moment. Ask the citizen to look; if there is nothing, send it again."),
            .gone: ConsoleTexts.Refusal(
                title: "Nothing is known of this mail any more",
                text: "The time for which it is kept is over."),
        ],
        reply: "Reply of the server")
}
