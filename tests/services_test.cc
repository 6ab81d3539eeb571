// The second field, and the mechanisms that it needed: fields that load apart, words that bind by context, paths of
// keys, letters that are units, months of every length, amounts by time. Above all what must never be refuted.
#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "allocations.h"
#include "built_in_book.h"
#include "countercheck/countercheck.h"
#include "extract/claims.h"
#include "rulebook/rulebook.h"

using namespace countercheck;

namespace {

using countercheck::testing::book;

/// The claims that something binds, one a line.
std::string bound(const std::string& text) {
  Sink sink;
  const Document doc = parse_markdown(std::make_shared<const Source>("plan.md", text));
  Claims claims = extract(doc, book(), sink);
  std::erase_if(claims.claims, [](const Claim& claim) { return claim.quantity == kNoQuantity; });
  return dump(claims, doc, book());
}

/// "3: fail 43 minutes": every finding on a figure that is no input, and every rule that fails.
std::string judged(const std::string& text, const std::vector<std::string>& select = {}) {
  Request request;
  request.texts = {std::make_shared<const Source>("plan.md", text)};
  request.use_configuration = false;
  request.settings.select = select;
  const Report report = check(request);
  std::string out;
  for (const Finding& finding : report.documents.at(0).findings) {
    const bool is_rule = finding.claim < 0;
    if (finding.verdict == Verdict::input || finding.verdict == Verdict::unverifiable) continue;
    if (is_rule && finding.verdict == Verdict::pass) continue;
    out += std::to_string(finding.place.begin().line) + ": " + (finding.verdict == Verdict::pass ? "pass" : "fail") +
           " " + (is_rule ? finding.rule : finding.claimed->text) + "\n";
  }
  return out;
}

bool fails(const std::string& text) {
  return judged(text).find(": fail") != std::string::npos;
}

struct Row {
  std::string text;
  std::string out;
};

const std::string kCluster = "The cluster runs Kubernetes.\n\n";

}  // namespace

TEST_CASE("nested keys bind by their path") {
  const Row rows[] = {
      {"```yaml\nresources:\n  requests:\n    cpu: 500m\n    memory: 512Mi\n  limits:\n    memory: 1Gi\n```\n",
       "4:10 cpu_request = 500 [key]\n5:13 memory_request = 512 [key]\n7:13 memory_limit = 1 [key]\n"},
      // On one line, quoted, and as JSON.
      {"```yaml\nresources: {requests: {cpu: \"2\", memory: 4Gi}}\n```\n",
       "2:30 cpu_request = 2 [key]\n2:42 memory_request = 4 [key]\n"},
      {"```json\n{\n  \"resources\": {\n    \"limits\": {\n      \"cpu\": \"250m\"\n    }\n  }\n}\n```\n",
       "5:15 cpu_limit = 250 [key]\n"},
      // The same key elsewhere is something else, and a key without its path is nothing.
      {"```yaml\ncache:\n  requests: 12\n  memory: 4Gi\n```\n", ""},
      {"```yaml\nmemory: 512Mi\ncpu: 500m\n```\n", ""},
      // Broken nesting and endless depth are read as far as they go.
      {"```yaml\n    - - - resources:\n}}}}\n  requests: {\n cpu: 500m\n```\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(bound(row.text) == row.out);
  }
  std::string deep = "```yaml\n";
  for (int i = 0; i < 3000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(bound(deep + "```\n").empty());
}

TEST_CASE("workloads that say different things are scopes of their own") {
  const std::string two =
      "```yaml\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 3\n  resources:\n    requests:\n      "
      "cpu: 1\n"
      "---\nkind: Deployment\nmetadata:\n  name: batch\nspec:\n  replicas: 5\n  resources:\n    requests:\n      cpu: "
      "2\n```\n";
  CHECK(bound("kubernetes\n\n" + two) ==
        "8:13 replicas = 3 {api} [key]\n11:12 cpu_request = 1 {api} [key]\n"
        "17:13 replicas = 5 {batch} [key]\n20:12 cpu_request = 2 {batch} [key]\n");
  // Containers of one pod: the limit of the one is not judged by the request of the other.
  CHECK_FALSE(
      fails("```yaml\ncontainers:\n  - name: a\n    resources:\n      requests:\n        memory: 1Gi\n      limits:\n"
            "        memory: 2Gi\n  - name: b\n    resources:\n      requests:\n        memory: 4Gi\n      limits:\n"
            "        memory: 8Gi\n```\n"));
}

TEST_CASE("letters behind a number are units where the quantity says so") {
  CHECK(judged("- CPU request: 500m\n- CPU limit: 1\n") == "");
  CHECK(judged("- CPU request: 1500m\n- CPU limit: 1\n") == "2: fail services/compute/cpu-limit-below-request\n");
  // K is 1000, Ki 1024.
  CHECK(judged(kCluster + "- Replicas: 4\n- Memory request: 512Mi\n- Total memory requested: 2048Mi\n") ==
        "5: pass 2048\n");
  CHECK(judged(kCluster + "- Replicas: 4\n- Memory request: 500Mi\n- Total memory requested: 2048Mi\n") ==
        "5: fail 2048\n");
  // Minutes, millions and metres bind nothing that is measured in cores, and are refuted by nothing.
  CHECK(bound("- Scrape interval: 5m\n") == "1:20 scrape_interval = 5 [label]\n");
  for (const char* text :
       {"- Timeout: 5m\n- CPU request: 500m\n", "- Users: 100 × 5m = 500m\n", "The rack is 2m high: 3 × 2m = 6m.\n",
        "- Memory request: 500m\n", "- CPU: 4 × 500m = 2\n"}) {
    INFO(text);
    CHECK_FALSE(fails(text));
  }
}

TEST_CASE("a month has every length that people give it") {
  for (const char* minutes : {"43.2", "43.8", "43.83", "44.6", "40.3"}) {
    INFO(minutes);
    CHECK(
        judged("- Availability: 99.9%\n- Downtime per month: " + std::string(minutes) + " minutes\n").find("2: pass") !=
        std::string::npos);
  }
  CHECK(fails("- Availability: 99.9%\n- Downtime per month: 86 minutes\n"));
  CHECK(fails("- Availability: 99.9%\n- Downtime per month: 4.3 minutes\n"));
  for (const char* text :
       {"100 requests/s × 86400 × 31 = 267.84 million requests per month\n", "$73/month × 12 = $876/year\n",
        "$0.096/hour × 730 = $70.08 per month\n", "$0.096/hour × 24 × 31 = $71.42 per month\n",
        "10 GB/day × 365 = 3.65 TB per year\n", "99.9% of 30 days = 43.2 min\n", "10 GB/day × 30 = 300 GB per month\n",
        "$876/year ÷ 12 = $73/month\n", "5 GB per day, or 150 GB per month\n", "5 GB per day, or 155 GB per month\n",
        "3 nodes × 100 h × $0.50/h = $150/month\n", "1 request per second, or 2.5 million requests per month\n"}) {
    INFO(text);
    CHECK_FALSE(fails(text));
  }
  CHECK(fails("$73/month × 12 = $976/year\n"));
  CHECK(fails("5 GB per day, or 350 GB per month\n"));
  CHECK(fails("10 GB/day × 365 = 36.5 TB per year\n"));
}

TEST_CASE("a span of time in several parts is one figure") {
  const std::string goal = "- Availability: 99.9%\n";
  const Row rows[] = {
      {goal + "- Downtime per year: 8h 45m 36s\n", "2: pass 8h 45m 36s\n"},
      {goal + "- Downtime per year: 8 hours, 46 minutes\n", "2: pass 8 hours, 46 minutes\n"},
      {goal + "- Downtime per month: 43m 12s\n", "2: pass 43m 12s\n"},
      {goal + "- Downtime per month: 43min 49.7s\n", "2: pass 43min 49.7s\n"},
      {goal + "- Downtime per week: 10 minutes and 5 seconds\n", "2: pass 10 minutes and 5 seconds\n"},
      {goal + "- Downtime per day: 1m26s\n", "2: pass 1m26s\n"},
      {goal + "- Downtime per year: 4h 45m 36s\n", "2: fail 4h 45m 36s\n"},
      {goal + "- Downtime per month: 12m 43s\n", "2: fail 12m 43s\n"},
      // No minutes, and no part of what stands before it.
      {goal + "- Error budget: 43m\n", ""},
      {goal + "- Downtime per month: 43.2 minutes, 90 seconds\n", "2: pass 43.2 minutes\n"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(judged(row.text) == row.out);
  }
  for (const char* text :
       {"Timeouts are 1 s, 200 ms and 5 s.\n", "It ran for 3 m and 40 s.\n", "Steps of 5m, 10m.\n"}) {
    INFO(text);
    CHECK_FALSE(fails(text));
  }
}

TEST_CASE("a table of levels has a month, a week and a day of its own") {
  const std::string head = "| SLO | Per year | Per month (30 d) | Per week |\n|---|---|---|---|\n";
  CHECK(judged(head + "| 99% | 3.65 days | 7.2 hours | 1.68 hours |\n") ==
        "3: pass 3.65 days\n3: pass 7.2 hours\n3: pass 1.68 hours\n");
  CHECK(judged(head + "| 99% | 3.65 days | 72 hours | 1.68 hours |\n") ==
        "3: pass 3.65 days\n3: fail 72 hours\n3: pass 1.68 hours\n");
  // One of them alone may be of anything.
  CHECK(judged("| SLO | Latency | Per month |\n|---|---|---|\n| 99% | 20 ms | 72 hours |\n").empty());
  // What a sentence supposes is its own case.
  CHECK_FALSE(
      fails("- Availability: 99.95%\n- Downtime per month: 21.6 minutes\n\n"
            "An SLO of 99.9% allows 43.2 minutes of downtime per month.\n"));
}

TEST_CASE("a row of a table speaks for itself") {
  const std::string array =
      "An array of 12 drives of 8 TB each.\n\n| Level | Usable capacity | Usable share |\n|---|---|---|\n";
  CHECK(judged(array + "| RAID 5 | 88 TB | 91.7% |\n| RAID 6 | 80 TB | 83.3% |\n").find("fail") == std::string::npos);
  CHECK(fails(array + "| RAID 5 | 88 TB | 91.7% |\n| RAID 6 | 88 TB | 83.3% |\n"));
  const std::string codes = "Erasure coding.\n\n| Scheme | Storage efficiency | Overhead |\n|---|---|---|\n";
  CHECK(judged(codes + "| EC 4+2 | 66.7% | 1.5x |\n| EC 8+3 | 72.7% | 1.375x |\n") ==
        "5: pass 66.7%\n5: pass 1.5x\n6: pass 72.7%\n6: pass 1.375x\n");
  CHECK(fails(codes + "| EC 4+2 | 66.7% | 1.5x |\n| EC 10+4 | 75% | 1.4x |\n"));
}

TEST_CASE("columns of counts and of sizes make a column of sizes") {
  const std::string head =
      "| Table | Rows | Row size | Size |\n|---|---|---|---|\n| a | 120 million | 500 bytes | 60 GB |\n"
      "| b | 480 million | 200 bytes | 96 GB |\n| c | 75 million | 410 bytes | 30.75 GB |\n";
  CHECK(judged(head).find("3: pass 60 GB\n4: pass 96 GB\n5: pass 30.75 GB\n") != std::string::npos);
  CHECK(judged(head + "| d | 2 billion | 150 bytes | 30 GB |\n").find("6: fail 30 GB") != std::string::npos);
  const std::string pods =
      "Kubernetes.\n\n| Service | Replicas | Memory request | Total memory |\n|---|---|---|---|\n"
      "| a | 12 | 1Gi | 12Gi |\n| b | 25 | 3Gi | 75Gi |\n";
  CHECK(judged(pods).find("5: pass 12\n6: pass 75\n") != std::string::npos);
}

TEST_CASE("a paragraph that ends in a colon announces what the calculation below it gives") {
  const Row rows[] = {
      {"We will need 15 TB of total storage:\n\n30 billion × 500 bytes = 15 TB\n", "1: pass 15 TB\n3: pass 15 TB\n"},
      {"We will need 150 TB of total storage:\n\n30 billion × 500 bytes = 15 TB\n", "1: fail 150 TB\n3: pass 15 TB\n"},
      {"Incoming data will be 100 KB per second:\n\n200 × 500 bytes = 100 KB/s\n",
       "1: pass 100 KB per second\n3: pass 100 KB/s\n"},
      // Twice as much may be meant, and no colon announces nothing.
      {"We will need 30 TB of total storage:\n\n30 billion × 500 bytes = 15 TB\n", "3: pass 15 TB\n"},
      {"We will need 150 TB of total storage.\n\n30 billion × 500 bytes = 15 TB\n", "3: pass 15 TB\n"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(judged(row.text) == row.out);
  }
}

TEST_CASE("figures below orders of growth are what the letters stand for") {
  const std::string head = "## 500 nodes, 60 pods\n\n| | One | Many |\n|---|---|---|\n";
  const std::string watchers = "| Watchers | O(N) | O(N) |\n| | 500 | 500 |\n";
  const std::string lists = "| Lists | O(n) | O(NP) |\n| | 7 | 500 × 60 = 30,000 |\n";
  const std::string writes = "| Writes | O(P) | O(P) |\n| | 60 | 60 |\n| Reads | O(P) | O(N) |\n| | 60 | 500 |\n";
  CHECK(judged(head + watchers + writes) ==
        "");  // three figures at least tell what N is, besides the one that is judged
  const std::string again = "| Peers | O(N) | O(N) |\n| | 500 | 500 |\n";
  const std::string whole = head + watchers + again + writes + lists;
  CHECK(judged(whole + "| Events | O(N*P) | O(N^2) |\n| | 30,000 | 250,000 |\n")
            .find("16: pass 30,000\n16: pass 250,000") != std::string::npos);
  // A constant may be meant, unless the other rows of that name have none.
  const std::string events = "| Events | O(N) | O(N) |\n";
  CHECK_FALSE(fails(whole + events + "| | 1 | 1 |\n"));
  const std::string borne_out = whole + events + "| | 500 | 500 |\n" + events + "| | 500 | 500 |\n";
  CHECK(judged(borne_out + events + "| | 1 | 500 |\n").find("20: fail 1\n20: pass 500") != std::string::npos);
  // Logarithms, and bytes that nobody knows the size of.
  CHECK_FALSE(fails(borne_out + "| Events | O(log N) | O(N + P) |\n| | 9 | 9 |\n"));
  CHECK_FALSE(fails(borne_out + "| Bytes | O(N) | O(N) |\n| | 10 KB | 1 KB |\n"));
}

TEST_CASE("nines in words and in digits") {
  CHECK(judged("The objective is three nines: availability of 99.9%.\n").find("pass three") != std::string::npos);
  // Several levels may stand in one document, so words confirm and never refute.
  CHECK(judged("We promise four nines, an availability of 99.9%.\n").find("four") == std::string::npos);
  CHECK_FALSE(
      fails("| Availability | Downtime per year |\n|---|---|\n| 99% (two nines) | 3.65 days |\n"
            "| 99.9% (three nines) | 8.76 hours |\n| 99.99% (four nines) | 52.6 minutes |\n\nSLO: 99.9%\n"));
  CHECK_FALSE(fails("We promise five nines.\n"));
}

TEST_CASE("what is written in another way is left alone") {
  for (const char* text : {
           "2,5 GB × 4 = 10 GB\n",  // decimal commas
           "- Availability: 99,9 %\n- Downtime per year: 8,76 Stunden\n",
           "- Instances: 14\n- Price per instance hour: 0.096\n- Monthly compute cost: 981\n",  // no currency
           "- Instances: 14\n- Price per instance hour: 0.096 €/h\n- Monthly compute cost: €981\n",
           "20% of 50% = 10%\n",
           "Of the 40% of traffic that is cached 25% is video, so 10% of all traffic is cached video.\n",
           "Numbers use a decimal comma.\n\n| Cluster | Nodes | RAM (GB) | Total |\n|---|---|---|---|\n"
           "| a | 3 | 64,0 | 192,0 |\n| b | 5 | 32,5 | 162,5 |\n",
           "Each node has 5 m of cable and 3 m of fibre. The scrape takes 5m, the job 10m, and 250m CPU are enough.\n",
           "We keep 64K entries of 4 KiB (256 MiB) and 64Ki of 4 KB, which makes 262 MB.\n",
           "It costs $730 per month, so $24 per day.\n",
           "Storage is 0.023 per GB and month, so 50 TB are 1,150 a month.\n",
           "Each broker writes 50 MB/s and there are 6 brokers, so with three copies the network carries 900 MB/s.\n",
           "Peak is 10x the average: 2,000 requests per second of 5 KB, so we provision 100 MB/s.\n",
           "Compared with 20 GB before, we now need:\n\n30 × 500 MB = 15 GB\n",
           "The timeout is 30 s with 3 retries, so a client waits at most 127 s.\n",
           "Of the 40% that are cached, 50% are hot, so 20% of all.\n",  // shares of shares
           "- Error budget: 0.1%\n- Error budget consumed: 50%\n- Error rate: 0.05%\n",
           "The cluster has 3 replicas of 5 nodes.\n",
           "- Availability: 99.9%\n- Availability: 99.99%\n",
           "Rate limits: 1,000 API requests per minute and 50,000 API requests per day.\n",
           "- Partitions: 12\n- Replicas: 3\n",  // of a disk? of a table?
           // What comes on top of the data: compression, overhead, headroom, other services, what a cache keeps for
           // itself.
           "Data is compressed 4:1.\n\n- Data per day: 50 GB\n- Retention: 30 days\n- Replication factor: 2\n- Total "
           "storage: 750 GB\n",
           "- Data per day: 50 GB\n- Retention: 30 days\n- Replication factor: 2\n- Total storage required: 3.75 TB\n",
           "Redis.\n\n- Cached items: 1 million\n- Bytes per entry: 1 KB\n- Cache memory: 1.3 GB\n",
           "- Requests per day: 200 million\n- RPS: 5,000\n",
           "- Raw capacity: 100 TB\n- Replication factor: 2\n- Usable capacity: 42 TB\n",
           "Elasticsearch.\n\n- Primary shards: 5\n- Replicas: 1\n- Total shards: 300\n",
       }) {
    INFO(text);
    CHECK_FALSE(fails(text));
  }
}

TEST_CASE("bounds refute what lies beyond them") {
  CHECK(fails(
      "- Data per day: 50 GB\n- Retention: 30 days\n- Replication factor: 2\n- Total storage required: 1.5 TB\n"));
  CHECK(fails("- Raw capacity: 100 TB\n- Replication factor: 2\n- Usable capacity: 64 TB\n"));
  CHECK(fails("- Requests per day: 200 million\n- RPS: 500\n"));
  CHECK(fails("Elasticsearch.\n\n- Primary shards: 5\n- Replicas: 1\n- Total shards: 5\n"));
}

TEST_CASE("words of two fields bind by context") {
  // A topic's partitions, and nothing where no broker is spoken of.
  CHECK(bound("Kafka.\n\n- Partitions: 12\n") == "3:15 partitions = 12 [label]\n");
  CHECK(bound("- Partitions: 12\n").empty());
  // Replicas of pods, of shards, and of nobody knows what.
  CHECK(bound("Kubernetes.\n\n- Replicas: 3\n") == "3:13 replicas = 3 [label]\n");
  CHECK(bound("Elasticsearch.\n\n- Replicas: 1\n") == "3:13 index_replicas = 1 [label]\n");
  CHECK(bound("Elasticsearch on Kubernetes.\n\n- Replicas: 1\n").empty());
  // A document about both is read by both.
  CHECK(bound("Kubernetes.\n\n- Replicas: 2\n- TP: 8\n") ==
        "3:13 replicas = 2 [label]\n4:7 tensor_parallel = 8 [label]\n");
}

TEST_CASE("fields load together and apart") {
  const std::string both = "- TP: 8\n- PP: 4\n- Total GPUs: 16\n- CPU request: 2\n- CPU limit: 1\n- 2 × 3 = 7\n";
  CHECK(judged(both).find("services/compute/cpu-limit-below-request") != std::string::npos);
  CHECK(judged(both).find("parallelism/degrees-exceed-the-gpus") != std::string::npos);
  CHECK(judged(both, {"services"}) == "5: fail services/compute/cpu-limit-below-request\n6: fail 7\n");
  CHECK(judged(both, {"gpus"}).find("services") == std::string::npos);
  CHECK(judged(both, {"gpus"}).find("parallelism/degrees-exceed-the-gpus") != std::string::npos);
  CHECK(judged(both, {"services", "arithmetic"}) == "6: fail 7\n");
  CHECK(judged(both, {"services/compute"}) == "5: fail services/compute/cpu-limit-below-request\n");
}

TEST_CASE("rates that people round, and calculations that are no figure") {
  CHECK(judged("- Requests per day: 200 million\n- Average QPS: 2,300\n").find("pass 2,300") != std::string::npos);
  CHECK(judged("- Requests per day: 200 million\n- Average QPS: 2,340\n").find("fail") != std::string::npos);
  CHECK(judged("- Requests per day: 200 million\n- Average QPS: 4,600\n").find("fail") != std::string::npos);
  CHECK(bound("- Error budget = 100% - SLO = 0.1%\n").find("= 100%") == std::string::npos);
  CHECK(bound("- Error budget = (1 - 0.999) × 30 days = 0.001 × 30 days\n").empty());
}

TEST_CASE("amounts by time give each other") {
  const Row rows[] = {
      {"- 500 million posts per day or 15 billion posts per month\n", "1: pass 15 billion\n"},
      {"We write 200 MiB of logs per hour, that's 4.7 GiB per day.\n", "1: pass 4.7 GiB per day\n"},
      {"We write 200 MiB of logs per hour, that's 9.4 GiB per day.\n", "1: fail 9.4 GiB per day\n"},
      {"- 12 GB of new records per month\n- 432 GB of new records in 3 years\n", "2: pass 432 GB\n"},
      {"- 40 requests per second = 100 million requests per month\n", "1: pass 100 million requests per month\n"},
      {"- 40 requests per second = 300 million requests per month\n", "1: fail 300 million requests per month\n"},
      {"- 1 request per second = 86,400 requests per day\n", "1: pass 86,400 requests per day\n"},
      // Of the same things, and of others.
      {"- 12 GB of new records per month\n- 900 GB of old records in 3 years\n", ""},
      {"- 12 GB of new records per month\n- 900 GB of new records in 3 years\n", ""},
      {"- 1.2 GB of new records per day\n  - 120 bytes per record × 10 million records per day\n", "1: pass 1.2 GB\n"},
      {"- 36 GB of new records per month\n  - 120 bytes per record * 10 million records per day * 30 days per month\n",
       "1: pass 36 GB\n"},
      {"Three nodes, each with 500 GiB of disk, for a total of 1.46 TiB.\n", "1: pass 1.46 TiB\n"},
      {"Three nodes, each with 500 GiB of disk, for a total of 2 TiB.\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(judged(row.text) == row.out);
  }
}

TEST_CASE("a total of what each has is that of all of them") {
  const std::string table =
      "| Service | Replicas | Memory each |\n|---|---|---|\n| api | 6 | 2 GiB |\n| job | 4 | 8 GiB |\n";
  CHECK(judged(table + "| Total | 10 | 44 GiB |\n") == "5: pass 10\n5: pass 44 GiB\n");
  CHECK(judged(table + "| Total | 10 | 10 GiB |\n") == "5: pass 10\n5: pass 10 GiB\n");
  CHECK(judged(table + "| Total | 10 | 48 GiB |\n") == "5: pass 10\n5: fail 48 GiB\n");
}

TEST_CASE("long lines and deep manifests grow linearly") {
  countercheck::testing::check_growth(200, [](std::size_t n) {
    std::string line;
    std::string rates;
    std::string items = "```yaml\n";
    for (std::size_t i = 1; i < n; ++i) {
      const std::string number = std::to_string(i);
      line.append(number).append(" nodes each with ").append(number).append(" GB per day, total of 9 GB ");
      rates.append(number).append(" GB per day or ");
      items.append("- name: a\n  resources:\n    requests:\n      cpu: ").append(number).append("m\n");
    }
    CHECK(judged(line).empty());
    CHECK(judged(rates).find("2: ") == std::string::npos);
    CHECK(judged(items + "```\n").empty());
  });
}

TEST_CASE("an objective is exact as it is written") {
  CHECK(judged("- Availability: 99.9%\n- Downtime per year: 8.76 hours\n") == "2: pass 8.76 hours\n");
  CHECK(judged("- Availability: 99.9%\n- Downtime per year: 10 hours\n") == "2: fail 10 hours\n");
  // A budget is a figure like any other, though the word says that it is wanted.
  CHECK(judged("- SLO: 99.95%\n- SLO window: 28 days\n- Error budget: 20.2 minutes\n- Error budget: 0.05%\n") ==
        "3: pass 20.2 minutes\n4: pass 0.05%\n");
}
