// 18. Which strategic emerging industries of the national list are not mentioned?
// The list is that of queries/reference/strategic-emerging-industries.ttl.
MATCH (l:Document)
WHERE l.digest IS NOT NULL
  AND ($place IS NULL OR l.place = $place)
  AND ($document IS NULL OR l.id = $document)
  AND ($year IS NULL OR l.published STARTS WITH $year)
WITH count(l) AS looked_at
UNWIND [
  {code: '1', name: '新一代信息技术产业', forms: [
     '新一代信息技术产业', '新一代信息技术', '新一代电子信息', '下一代信息网络产业', '下一代信息网络', '新一代移动通信', '5G', '电子核心产业',
     '电子核心', '集成电路', '新型显示', '新兴软件和新型信息技术服务', '工业软件', '网络安全', '信息安全', '互联网与云计算、大数据服务', '云计算',
     '大数据', '工业互联网', '人工智能']},
  {code: '1.1', name: '下一代信息网络产业', forms: [
     '下一代信息网络产业', '下一代信息网络', '新一代移动通信', '5G']},
  {code: '1.2', name: '电子核心产业', forms: [
     '电子核心产业', '电子核心', '集成电路', '新型显示']},
  {code: '1.3', name: '新兴软件和新型信息技术服务', forms: [
     '新兴软件和新型信息技术服务', '工业软件', '网络安全', '信息安全']},
  {code: '1.4', name: '互联网与云计算、大数据服务', forms: [
     '互联网与云计算、大数据服务', '云计算', '大数据', '工业互联网']},
  {code: '1.5', name: '人工智能', forms: [
     '人工智能']},
  {code: '2', name: '高端装备制造产业', forms: [
     '高端装备制造产业', '高端装备制造', '高端装备', '智能制造装备产业', '智能制造装备', '智能制造', '机器人', '工业机器人', '人形机器人', '增材制造',
     '航空装备产业', '航空装备', '航空发动机', '无人机', '工业无人机', '卫星及应用产业', '卫星及应用', '卫星应用', '商业航天', '卫星互联网',
     '轨道交通装备产业', '轨道交通装备', '轨道交通', '海洋工程装备产业', '海洋工程装备', '海工装备', '深海装备']},
  {code: '2.1', name: '智能制造装备产业', forms: [
     '智能制造装备产业', '智能制造装备', '智能制造', '机器人', '工业机器人', '人形机器人', '增材制造']},
  {code: '2.2', name: '航空装备产业', forms: [
     '航空装备产业', '航空装备', '航空发动机', '无人机', '工业无人机']},
  {code: '2.3', name: '卫星及应用产业', forms: [
     '卫星及应用产业', '卫星及应用', '卫星应用', '商业航天', '卫星互联网']},
  {code: '2.4', name: '轨道交通装备产业', forms: [
     '轨道交通装备产业', '轨道交通装备', '轨道交通']},
  {code: '2.5', name: '海洋工程装备产业', forms: [
     '海洋工程装备产业', '海洋工程装备', '海工装备', '深海装备']},
  {code: '3', name: '新材料产业', forms: [
     '新材料产业', '新材料', '先进钢铁材料', '先进有色金属材料', '先进有色金属', '先进石化化工新材料', '化工新材料', '先进无机非金属材料',
     '先进无机非金属', '高性能纤维及制品和复合材料', '高性能纤维', '复合材料', '先进复合材料', '前沿新材料', '前沿材料', '新材料相关服务']},
  {code: '3.1', name: '先进钢铁材料', forms: [
     '先进钢铁材料']},
  {code: '3.2', name: '先进有色金属材料', forms: [
     '先进有色金属材料', '先进有色金属']},
  {code: '3.3', name: '先进石化化工新材料', forms: [
     '先进石化化工新材料', '化工新材料']},
  {code: '3.4', name: '先进无机非金属材料', forms: [
     '先进无机非金属材料', '先进无机非金属']},
  {code: '3.5', name: '高性能纤维及制品和复合材料', forms: [
     '高性能纤维及制品和复合材料', '高性能纤维', '复合材料', '先进复合材料']},
  {code: '3.6', name: '前沿新材料', forms: [
     '前沿新材料', '前沿材料']},
  {code: '3.7', name: '新材料相关服务', forms: [
     '新材料相关服务']},
  {code: '4', name: '生物产业', forms: [
     '生物产业', '生物', '生物医药产业', '生物医药', '生物医学工程产业', '生物医学工程', '医疗器械', '高端医疗器械', '生物农业及相关产业',
     '生物农业及相关', '生物农业', '生物育种', '生物质能产业', '生物质能', '其他生物业', '海洋生物']},
  {code: '4.1', name: '生物医药产业', forms: [
     '生物医药产业', '生物医药']},
  {code: '4.2', name: '生物医学工程产业', forms: [
     '生物医学工程产业', '生物医学工程', '医疗器械', '高端医疗器械']},
  {code: '4.3', name: '生物农业及相关产业', forms: [
     '生物农业及相关产业', '生物农业及相关', '生物农业', '生物育种']},
  {code: '4.4', name: '生物质能产业', forms: [
     '生物质能产业', '生物质能']},
  {code: '4.5', name: '其他生物业', forms: [
     '其他生物业', '海洋生物']},
  {code: '5', name: '新能源汽车产业', forms: [
     '新能源汽车产业', '新能源汽车', '新能源与智能网联汽车', '新能源汽车整车制造', '新能源汽车装置、配件制造', '新能源汽车相关设施制造', '新能源汽车相关服务']},
  {code: '5.1', name: '新能源汽车整车制造', forms: [
     '新能源汽车整车制造']},
  {code: '5.2', name: '新能源汽车装置、配件制造', forms: [
     '新能源汽车装置、配件制造']},
  {code: '5.3', name: '新能源汽车相关设施制造', forms: [
     '新能源汽车相关设施制造']},
  {code: '5.4', name: '新能源汽车相关服务', forms: [
     '新能源汽车相关服务']},
  {code: '6', name: '新能源产业', forms: [
     '新能源产业', '新能源', '核电产业', '核电', '核能', '风能产业', '风能', '风电', '海上风电', '太阳能产业', '太阳能', '光伏',
     '生物质能及其他新能源产业', '生物质能及其他新能源', '智能电网产业', '智能电网']},
  {code: '6.1', name: '核电产业', forms: [
     '核电产业', '核电', '核能']},
  {code: '6.2', name: '风能产业', forms: [
     '风能产业', '风能', '风电', '海上风电']},
  {code: '6.3', name: '太阳能产业', forms: [
     '太阳能产业', '太阳能', '光伏']},
  {code: '6.4', name: '生物质能及其他新能源产业', forms: [
     '生物质能及其他新能源产业', '生物质能及其他新能源']},
  {code: '6.5', name: '智能电网产业', forms: [
     '智能电网产业', '智能电网']},
  {code: '7', name: '节能环保产业', forms: [
     '节能环保产业', '节能环保', '高效节能产业', '高效节能', '先进环保产业', '先进环保', '资源循环利用产业', '资源循环利用']},
  {code: '7.1', name: '高效节能产业', forms: [
     '高效节能产业', '高效节能']},
  {code: '7.2', name: '先进环保产业', forms: [
     '先进环保产业', '先进环保']},
  {code: '7.3', name: '资源循环利用产业', forms: [
     '资源循环利用产业', '资源循环利用']},
  {code: '8', name: '数字创意产业', forms: [
     '数字创意产业', '数字创意', '数字创意技术设备制造', '数字文化创意活动', '数字文化创意', '设计服务', '数字创意与融合服务']},
  {code: '8.1', name: '数字创意技术设备制造', forms: [
     '数字创意技术设备制造']},
  {code: '8.2', name: '数字文化创意活动', forms: [
     '数字文化创意活动', '数字文化创意']},
  {code: '8.3', name: '设计服务', forms: [
     '设计服务']},
  {code: '8.4', name: '数字创意与融合服务', forms: [
     '数字创意与融合服务']},
  {code: '9', name: '相关服务业', forms: [
     '相关服务业', '新技术与创新创业服务', '其他相关服务']},
  {code: '9.1', name: '新技术与创新创业服务', forms: [
     '新技术与创新创业服务']},
  {code: '9.2', name: '其他相关服务', forms: [
     '其他相关服务']}
] AS entry
OPTIONAL MATCH (f:Field)-[:MENTIONED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE (f.name IN entry.forms OR any(alias IN f.aliases WHERE alias IN entry.forms))
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH looked_at, entry, count(DISTINCT d) AS documents, min(g.id) AS passage
WHERE (documents > 0) = $mentioned
RETURN DISTINCT entry.code AS code, entry.name AS entry,
       CASE WHEN entry.code CONTAINS '.' THEN 2 ELSE 1 END AS level, documents AS documents,
       looked_at AS looked_at, passage AS passage
