import Mail

extension PageTexts {
    static let en = PageTexts(
        language: .en,
        languageName: "English",
        errorPrefix: "Error:",
        title: "Activate your digital key",
        lead: "Your municipality gave you an activation code and sent you the link to this page by e-mail. "
            + "With that code you activate your digital key “security code via e-mail” here.",
        municipality: "Your municipality:",
        reference: "Reference in your e-mail:",
        until: "The link expires {until} (Belgian time).",
        wasUntil: "The link expired {until} (Belgian time).",
        overTitle: "This link has expired",
        over: "You can no longer activate your key with this link. Ask for a new link below. Your activation code stays the same.",
        label: "Activation code",
        hint: "The 10 characters that your municipality gave you, for example on paper. Capitals, spaces and hyphens do not matter. "
            + "An O counts as the digit 0, an I or an L as the digit 1.",
        button: "Activate the key",
        privacy: "Nobody will ask you for this code, neither by telephone nor by e-mail. Enter it on this page only.",
        lostTitle: "Have you lost your code?",
        lost: "You cannot activate your key without a code. Ask your municipality for a new one. You will then get a new link as well.",
        again: Again(
            title: "Do you need a new link?",
            words: "Does this link not work, or can you not find the most recent e-mail? "
                + "We will send a new link to the e-mail address that you "
                + "gave to your municipality. Your code stays the same. Earlier links will stop working.",
            button: "Ask for a new link",
            askedTitle: "Look in your mailbox",
            asked: "Is this link ours, and can you still activate your key? "
                + "Then a new e-mail is on its way to the address that you gave to your "
                + "municipality.",
            next: [
                "Open the link in the most recent e-mail. Earlier links no longer work.",
                "Your activation code stays the same.",
                "Nothing after a few minutes? Look in your junk mail as well.",
                "We send only a few e-mails an hour. So wait a little before you ask for a link again.",
                "Still nothing? Your code may have expired, or your key may already be activated. Contact your municipality.",
            ]),
        start: Start(
            title: "How to activate your digital key",
            lead: "Your municipality gave you an activation code and sent you an e-mail with a link. You need both.",
            steps: [
                "Open the e-mail from your municipality. Its sender and subject are on your start card.",
                "Open the link in that e-mail.",
                "Enter your activation code on the page that opens.",
            ],
            notes: [
                "No e-mail after a few minutes? Look in your junk mail as well. Still nothing? Ask your municipality to "
                    + "send it again.",
                "Nobody will ask you for your code, neither by telephone nor by e-mail. On this page there is nothing to "
                    + "fill in.",
            ]),
        fault: Fault(
            title: "Check your code",
            empty: "Enter your activation code.",
            length: "An activation code has 10 characters. You entered {count}.",
            character: "There is a character in it that no activation code has. "
                + "A code is made of digits and letters, without the letter U.",
            noTry: "This does not count as a wrong try."),
        failureTitle: "The activation did not succeed",
        failure: "This link and this code do not activate a digital key.",
        failureReasons: [
            "Check the code that your municipality gave you and enter it again. After five wrong codes it is no longer possible.",
            "Have you activated your key before? Then there is nothing left to do.",
            "Did you get more than one e-mail? Use the link in the most recent one: a new e-mail makes the earlier link invalid.",
            "Has the link expired, or can you not find the most recent e-mail? Ask for a new link below.",
            "Has the code expired, or did you enter too many wrong codes? Ask your municipality for a new code.",
        ],
        toField: "To the field for your code",
        busyTitle: "This is not possible at the moment",
        busy: "Your code was not used.",
        waitOne: "Try again in a minute.",
        waitMany: "Try again in {minutes} minutes.",
        problem: Problems(
            notFoundTitle: "This page does not exist",
            notFound: "Open the link in the e-mail from your municipality. Are you copying the address by hand? Check that it is complete.",
            unreadableTitle: "We could not read this",
            unreadable: "Your code was not used. Open the link in your e-mail again and enter your code there.",
            brokenTitle: "Something went wrong",
            broken: "The fault is ours. Try again in a few minutes."),
        doneTitle: "Your digital key is activated",
        done: "From now on you can sign in with a security code via e-mail.",
        proof: "Reference of the activation:",
        proofHint: "Write down this reference in case you call us. It is also in the e-mail that confirms the activation.",
        continueTo: "Continue to",
        continueHint: "This link works once, for ten minutes.",
        nextTitle: "What happens next?",
        next: [
            "You will receive an e-mail that confirms the activation.",
            "Each time you sign in, you receive a new code by e-mail, valid for a short time.",
            "You no longer need the activation code or the link. You may close this page.",
        ],
        helpTitle: "Do you need help?",
        help: "Did you not ask for an activation code? Close this page and tell us:",
        phoneLabel: "Telephone",
        emailLabel: "E-mail")
}
