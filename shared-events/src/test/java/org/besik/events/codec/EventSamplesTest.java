package org.besik.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.besik.events.BesikEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored events are for ever: every revision ever written has an approved sample, read and written by the real codec. */
class EventSamplesTest {

    static final TestKeys KEYS = new TestKeys();
    static final EventCodec CODEC = new EventCodec(KEYS);

    static final Samples SAMPLES = new Samples(KEYS);

    static List<Class<? extends BesikEvent>> events() {
        return EventTypes.all();
    }

    static List<Path> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void today_s_revision_is_written_as_approved(Class<? extends BesikEvent> type) throws Exception {
        Path file = Samples.file(EventTypes.nameOf(type), EventTypes.revisionOf(type));
        assertThat(file).as("approve a sample first").exists();
        JsonNode approved = Samples.read(file);

        BesikEvent event = CODEC.decode(EventTypes.nameOf(type), EventTypes.revisionOf(type), SAMPLES.sealed(approved));
        EncodedEvent written = CODEC.encode(event);

        assertThat(event).isInstanceOf(type);
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(event))
                    .as("the sample shows " + component.getName())
                    .isNotNull();
        }
        assertThat(written.type()).isEqualTo(EventTypes.nameOf(type));
        assertThat(written.revision()).isEqualTo(EventTypes.revisionOf(type));
        assertThat(SAMPLES.opened(written.payload())).isEqualTo(approved);
        assertThat(CODEC.decode(written.type(), written.revision(), written.payload()))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_revision_ever_written_is_read(Path file) {
        String name = file.getFileName().toString().replace(".json", "");
        int version = name.lastIndexOf(".v");
        String type = file.getParent().getFileName() + "." + name.substring(0, version);
        BesikEvent event = CODEC.decode(type, name.substring(version + 2), SAMPLES.sealed(Samples.read(file)));
        assertThat(EventTypes.nameOf(event.getClass())).isEqualTo(type);
    }

    @Test
    void no_class_name_is_stored() {
        assertThat(Stream.concat(
                        EventTypes.all().stream().map(EventTypes::nameOf),
                        Samples.all().stream().map(file -> Samples.read(file).toString())))
                .noneMatch(text -> text.contains("org.besik"));
    }
}
