package org.besik.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final byte[] ROOT = MerkleHash.empty();

    /** From the descriptions of the format: others' keys and notes, which ours must read as others do. */
    @Test
    void notes_of_others_are_read_as_others_read_them() {
        var neumann = NoteVerifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String said = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;
        assertThat(neumann.verifies(SignedNote.parse(said))).isTrue();
        assertThat(neumann.verifies(SignedNote.parse(said.replace("answer", "Answer"))))
                .isFalse();
        assertThat(SignedNote.parse(said).encoded()).isEqualTo(said);
        assertThat(neumann.encoded()).isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

        var foo = NoteVerifier.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        assertThat(foo.verifies(SignedNote.parse("""
                This is an example message.

                — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                """))).isTrue();
    }

    @Test
    void a_checkpoint_is_three_lines_and_a_signature() {
        NoteSigner signer = NoteSigner.generate("example.com/log");
        String note =
                signer.sign(new Checkpoint("example.com/log", 0, ROOT).text()).encoded();
        assertThat(note).startsWith("""
                example.com/log
                0
                47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

                — example.com/log\s""");
        SignedNote read = SignedNote.parse(note);
        assertThat(NoteVerifier.parse(signer.verifier().encoded()).verifies(read))
                .isTrue();
        assertThat(Checkpoint.parse(read.text())).isEqualTo(new Checkpoint("example.com/log", 0, ROOT));
    }

    @Test
    void a_key_is_read_as_it_was_written_and_named_after_itself_unless_told() {
        NoteSigner signer = NoteSigner.generate(null);
        NoteSigner read = NoteSigner.parse(signer.encoded());
        assertThat(read.verifier().encoded()).isEqualTo(signer.verifier().encoded());
        assertThat(signer.verifier().verifies(read.sign("a\n"))).isTrue();
        assertThat(signer.verifier().name()).matches("besik/[0-9a-f]{8}");
        assertThat(signer.toString()).doesNotContain("KEY");
        assertThat(NoteSigner.generate(null).verifier().verifies(read.sign("a\n")))
                .isFalse();
    }

    @Test
    void a_secret_that_does_not_belong_to_the_public_key_is_refused() {
        String one = NoteSigner.generate("a").encoded();
        String other = NoteSigner.generate("a").encoded();
        String mixed =
                one.lines().toList().getFirst() + "\n" + other.lines().toList().getLast() + "\n";
        assertThatThrownBy(() -> NoteSigner.parse(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not belong together");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n- name eA==\n",
                "text\n\n— name !\n",
                "text\n\n— name AAAA\n",
                "te\txt\n\n— name AAAAAAAA\n"
            })
    void what_is_no_note_is_refused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\n1\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "\n1\nAAAA\n"})
    void what_is_no_checkpoint_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "name+c74f20a3+AA==",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void what_is_no_key_is_refused(String text) {
        assertThatThrownBy(() -> NoteVerifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
