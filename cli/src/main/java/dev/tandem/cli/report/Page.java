package dev.tandem.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page that needs nothing but itself: no script, no network, and one style sheet within. Its content security policy
 * allows that one style sheet, by its digest, and nothing else.
 */
final class Page {
    private static final String SHEET = "report.css";

    private Page() {}

    /** @param title may come from data */
    static String of(String title, Html body) {
        String css = css();
        Html head = new Html().open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        head.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(css));
        head.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        head.open("meta", "name", "color-scheme", "content", "light dark");
        head.open("meta", "name", "referrer", "content", "no-referrer");
        head.element("title", Visible.of(title));
        Html rest =
                new Html().close("head").open("body").add(body).close("body").close("html");
        return "<!DOCTYPE html>\n" + head + "<style>" + css + "</style>\n" + rest;
    }

    private static String policy(String css) {
        return "default-src 'none'; style-src 'sha256-" + digest(css) + "'; base-uri 'none'; form-action 'none'";
    }

    private static String digest(String css) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha.digest(css.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String css() {
        try (InputStream in = Page.class.getResourceAsStream(SHEET)) {
            if (in == null) {
                throw new IllegalStateException(SHEET + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
