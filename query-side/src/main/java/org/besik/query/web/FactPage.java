package org.besik.query.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.besik.events.Regions;
import org.besik.events.Sex;
import org.besik.events.caller.Caller;
import org.besik.query.access.NotFound;
import org.besik.query.web.FactForms.Field;
import org.besik.query.web.FactForms.Form;
import org.besik.query.web.FactForms.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One fact on a form: for whoever reports now and then and has no program. */
@Controller
public class FactPage {

    /** How a child may be named, where it is not known by its record; each group is enough. */
    private static final List<Field> CHILD = List.of(
            new Field("child.iin", Kind.TEXT, false, List.of()),
            new Field("child.local.system", Kind.TEXT, false, List.of()),
            new Field("child.local.value", Kind.TEXT, false, List.of()),
            new Field("child.person.surname", Kind.TEXT, false, List.of()),
            new Field("child.person.given", Kind.TEXT, false, List.of()),
            new Field("child.person.patronymic", Kind.TEXT, false, List.of()),
            new Field("child.person.sex", Kind.CHOICE, false, ListQuery.names(Sex.values())),
            new Field("child.person.birthDate", Kind.DAY, false, List.of()));

    private final Frame frame;
    private final FactForms forms;
    private final Doors doors;

    FactPage(Frame frame, FactForms forms, Doors doors) {
        this.frame = frame;
        this.forms = forms;
        this.doors = doors;
    }

    @GetMapping("/agency/facts")
    String kinds(Caller caller, Model model, @RequestParam @Nullable String child) {
        AgencyPage.deliverer(caller);
        frame.greet(caller, "agency", model);
        model.addAttribute("kinds", forms.all().stream().map(Form::fact).toList());
        model.addAttribute("child", idOf(child));
        return "facts";
    }

    @GetMapping("/agency/facts/{fact}")
    String form(Caller caller, Model model, @PathVariable String fact, @RequestParam @Nullable String child) {
        var given = new LinkedHashMap<String, String>();
        given.put("occurredOn", frame.today().toString());
        given.put("ref", "page-" + UUID.randomUUID());
        String id = idOf(child);
        if (id != null) {
            given.put("child.id", id);
        }
        return show(caller, model, fact, given);
    }

    /** Sends it; what is refused is shown again with the reason at its field, and may be sent again under the same reference. */
    @PostMapping("/agency/facts/{fact}")
    Object send(
            Caller caller,
            Model model,
            @PathVariable String fact,
            @RequestParam MultiValueMap<String, String> entered,
            RedirectAttributes redirect) {
        Form form = form(fact);
        var given = new LinkedHashMap<String, String>();
        entered.forEach((name, values) -> {
            String value = Frame.blankToNull(values.getFirst());
            if (value != null) {
                given.put(name, value);
            }
        });
        var outcome = doors.post("/v1/facts", body(form, given));
        if (!outcome.isDone()) {
            model.addAttribute("refused", new Told.Refused(outcome.code(), outcome.field()));
            var page = new ModelAndView(show(caller, model, fact, given));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        redirect.addFlashAttribute("done", "fact");
        redirect.addFlashAttribute("doneFor", outcome.body().path("childId").stringValue(null));
        return "redirect:/agency/facts";
    }

    private String show(Caller caller, Model model, String fact, Map<String, String> given) {
        AgencyPage.deliverer(caller);
        frame.greet(caller, "agency", model);
        model.addAttribute("form", form(fact));
        model.addAttribute("groups", groups(form(fact).fields()));
        if (!given.containsKey("child.id") && !tellsWho(form(fact))) {
            model.addAttribute("naming", groups(CHILD));
        }
        model.addAttribute("given", given);
        model.addAttribute("mayRelay", caller.mayRelay());
        model.addAttribute("regionsOffered", Regions.codes());
        model.addAttribute("maySend", doors.areOpen());
        return "fact";
    }

    private Form form(String fact) {
        return forms.all().stream()
                .filter(one -> one.fact().equals(fact))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** A birth says itself whose it is. */
    private static boolean tellsWho(Form form) {
        return form.fields().stream().anyMatch(field -> field.path().equals("data.person.surname") && field.required());
    }

    private static @Nullable String idOf(@Nullable String child) {
        String id = Frame.blankToNull(child);
        return id == null ? null : ChildPage.childId(id).value();
    }

    /** Fields that belong together; {@code name} is empty where they belong to the fact itself. */
    public record Group(String name, List<Field> fields) {}

    private static List<Group> groups(List<Field> fields) {
        var groups = new LinkedHashMap<String, List<Field>>();
        fields.forEach(field -> groups.computeIfAbsent(field.group(), group -> new ArrayList<>())
                .add(field));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private static ObjectNode body(Form form, Map<String, String> given) {
        var body = JsonNodeFactory.instance.objectNode().put("fact", form.fact());
        for (String member : List.of("ref", "agency", "occurredOn")) {
            if (given.containsKey(member)) {
                body.put(member, given.get(member));
            }
        }
        if (!form.fields().isEmpty()) {
            body.set("data", JsonNodeFactory.instance.objectNode());
        }
        form.fields().forEach(field -> put(body, field, given));
        child(body, given);
        return body;
    }

    /** A fact names its child one way only: the surest that was entered; a birth by whom it tells of, where nothing was. */
    private static void child(ObjectNode body, Map<String, String> given) {
        var all = JsonNodeFactory.instance.objectNode();
        CHILD.forEach(field -> put(all, field, given));
        JsonNode named = all.path("child");
        var child = JsonNodeFactory.instance.objectNode();
        String id = given.get("child.id");
        JsonNode data = body.path("data");
        if (id != null) {
            child.put("id", id);
        } else if (!one(child, named, "iin") && !one(child, named, "local") && !one(child, named, "person")) {
            boolean known = one(child, data, "iin") || one(child, data, "local") || one(child, data, "person");
            if (!known) {
                return;
            }
        }
        body.set("child", child);
    }

    private static boolean one(ObjectNode child, JsonNode from, String way) {
        JsonNode named = from.path(way);
        if (named.isMissingNode()) {
            return false;
        }
        child.set(way, named.deepCopy());
        return true;
    }

    private static void put(ObjectNode fact, Field field, Map<String, String> given) {
        String value = given.get(field.path());
        if (value == null) {
            return;
        }
        ObjectNode object = fact;
        String[] path = field.path().split("\\.", -1);
        for (int i = 0; i + 1 < path.length; i++) {
            object = object.withObjectProperty(path[i]);
        }
        String name = path[path.length - 1];
        switch (field.kind()) {
            case NUMBER -> {
                if (value.matches("\\d{1,9}")) {
                    object.put(name, Integer.parseInt(value));
                } else {
                    object.put(name, value);
                }
            }
            case FLAG -> object.put(name, value.equals("true"));
            case TEXT, DAY, MONTH, CHOICE, REGION -> object.put(name, value);
        }
    }
}
