import Mail

extension PageTexts {
    static let en = PageTexts(
        language: .en,
        title: "Activate your digital key",
        intro: "Type the activation code you were given at the counter. Together with the link in your e-mail it activates your key.",
        codeLabel: "Activation code",
        codeHint: "Ten characters, for example 7K3MQ-X9D2V. Capitals, small letters and hyphens make no difference.",
        submit: "Activate",
        safety: "Nobody will ever ask you for this code: not the municipality, not the service desk, not the police, not your bank.",
        contact: "Need help?",
        doneTitle: "Your digital key is active",
        doneText: "From now on you can sign in with a security code by e-mail. You will receive an e-mail that confirms this.",
        doneNext: "You may close this page. You no longer need the code on paper.",
        invalidTitle: "That did not work",
        invalidText:
            "The code or the link is not right, has been used already or is no longer valid. Check the code and try again. "
            + "If it still does not work, go back to the counter of your municipality.",
        busyTitle: "One moment",
        busyText: "The service cannot handle your request now. Nothing has changed. Try again in a minute.")
}
