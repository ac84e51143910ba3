import Mail

extension PageTexts {
    static let en = PageTexts(
        language: .en,
        languageName: "English",
        title: "Activate your digital key",
        lead: "Your municipality gave you an activation code and sent you the link to this page by e-mail. "
            + "With that code you activate your digital key “security code via e-mail” here.",
        formTitle: "Enter your activation code",
        label: "Activation code",
        hint: "The 10 characters that your municipality gave you, for example on paper. Capitals, spaces and hyphens do not matter.",
        reference: "Reference in your e-mail:",
        button: "Activate the key",
        privacy: "Nobody will ask you for this code, neither by telephone nor by e-mail. Enter it on this page only.",
        failureTitle: "The activation did not succeed",
        failure: "This link and this code do not activate a digital key.",
        failureReasons: [
            "Check the code that your municipality gave you and enter it again.",
            "Have you activated your key before? Then there is nothing left to do.",
            "Use the link in the most recent e-mail: a new e-mail makes the earlier link invalid.",
            "Has the code or the link expired, or did you enter too many wrong codes? Contact your municipality.",
        ],
        busyTitle: "This is not possible at the moment",
        busy: "Your code was not used. Try again in a minute.",
        doneTitle: "Your digital key is activated",
        done: "From now on you can sign in with a security code via e-mail.",
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
