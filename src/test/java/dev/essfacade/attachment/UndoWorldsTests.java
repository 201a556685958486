package dev.essfacade.attachment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.essfacade.ess.LongForm;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates scaling groups and one detach for each. The detach does what its preview
 * says, and its undo restores every field. The long form generates 1,000 groups.
 */
@FacadeTest
class UndoWorldsTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final List<String> LISTS = List.of("loadBalancers", "albServerGroups", "vServerGroups",
			"serverGroups");

	private final EssSimulator ess;

	private final Caller caller;

	private final Map<String, Integer> results = new TreeMap<>();

	UndoWorldsTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void aDetachDoesWhatItsPreviewSaysAndItsUndoRestoresIt() {
		int worlds = LongForm.or(1000, 120);
		for (int seed = 0; seed < worlds; seed++) {
			play(World.generate(seed), new Random(seed));
		}
		figures.info("{} worlds: {}", worlds, this.results);
		assertThat(this.results).containsKeys("200", "202", "last-attachment", "attachments-changed", "not-attached",
				"scaling-group-busy");
	}

	private void play(World world, Random random) {
		this.ess.reset();
		this.ess.add(world.group());
		if (random.nextInt(15) == 0) {
			this.ess.startActivity("cn-hangzhou", world.group().id(), ActivityOutcome.neverEnding());
		}
		Answer before = attachments();
		SimulatedGroup groupBefore = group();
		String[] condition = condition(before, random);
		JsonNode preview = this.caller.post(world.path() + "?validateOnly=true", world.body(), condition)
			.json()
			.path("preview");
		Answer detach = this.caller.post(world.path(), world.body(), condition);
		this.ess.clock().advance(Duration.ofMinutes(5));
		String result = (detach.status() < 300) ? String.valueOf(detach.status()) : detach.field("code");
		this.results.merge(result, 1, Integer::sum);
		String described = world + " " + String.join(" ", condition) + " " + preview + " " + detach.http().body();
		assertThat(preview.path("code").asString(result)).as(described).isEqualTo(result);
		assertThat(preview.path("wouldSucceed").asBoolean()).as(described).isEqualTo(detach.status() < 300);
		if (detach.status() >= 300) {
			assertThat(all(attachments())).as(described).isEqualTo(all(before));
			return;
		}
		assertThat(sorted(preview.path("remaining"))).as(described).isEqualTo(all(attachments()));
		List<String> gone = all(before);
		gone.removeAll(all(attachments()));
		assertThat(sorted(preview.path("detached"))).as(described).isEqualTo(gone);
		assertThat(new TreeSet<>(preview.path("leavingInstances").findValuesAsString("instanceId"))).as(described)
			.isEqualTo(left(world, groupBefore));
		JsonNode undo = detach.json().path("undo");
		assertThat(this.caller.post(undo.path("href").asString(), undo.path("body").toString()).status()).as(described)
			.isEqualTo(detach.status());
		this.ess.clock().advance(Duration.ofMinutes(5));
		assertThat(all(attachments())).as(described).isEqualTo(all(before));
		assertThat(attachments().header("ETag")).as(described).isEqualTo(before.header("ETag"));
		assertThat(group().backends()).as(described).isEqualTo(groupBefore.backends());
	}

	private static String[] condition(Answer before, Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> new String[] { "If-Match", before.mustHave("ETag") };
			case 1 -> new String[] { "If-Match", "\"other\"" };
			default -> new String[0];
		};
	}

	/**
	 * Returns the instances that received traffic from a target before the detach and do
	 * not receive it afterwards.
	 */
	private Set<String> left(World world, SimulatedGroup before) {
		TreeSet<String> left = new TreeSet<>();
		world.targets().forEach((target) -> {
			left.addAll(before.backends().getOrDefault(target, List.of()));
			left.removeAll(group().backends().getOrDefault(target, List.of()));
		});
		return left;
	}

	private Answer attachments() {
		return this.caller.get(Caller.GROUP + "/attachments");
	}

	private SimulatedGroup group() {
		return this.ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq");
	}

	private static List<String> all(Answer attachments) {
		List<String> all = new ArrayList<>();
		LISTS.forEach((list) -> all.addAll(sorted(attachments.json().path(list))));
		return all.stream().sorted().collect(Collectors.toList());
	}

	private static List<String> sorted(JsonNode list) {
		return list.valueStream().map(JsonNode::toString).sorted().toList();
	}

}
