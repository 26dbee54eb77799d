/*! NetSpace Explorer, live view. Contains three 0.187.0 (MIT): see LICENSES.txt. Made by build.mjs; do not edit. */
var Rs="It is being decoded …";function St(i){return i.toFixed(1)}function Tp(i,e){let t=i.toFixed(e);return Number(t)===0?t.replace("-",""):t}function Oo(i){return`${Math.round(i*100)}%`}function si(i){return i===1?"1 network":`${i.toLocaleString("en")} networks`}function Tn(i){return i.charAt(0).toUpperCase()+i.slice(1)}function _h(i,e){if(i.length<=e)return i;let t=Math.floor((e-1)/3);return`${i.slice(0,t)}…${i.slice(i.length-(e-1-t))}`}function Ps(i,e){let t=a=>new Set(a).size===new Set(i).size,n=i.map(a=>_h(a,e));if(t(n))return n;let[s=""]=i,r=0;for(;r<s.length&&i.every(a=>a[r]===s[r]);)r+=1;let o=i.map(a=>{let l=Math.max(Math.min(r,a.length-(e-1)),0),c=a.slice(l);return`${l>0?"…":""}${c.length>e-1?`${c.slice(0,e-2)}…`:c}`});return t(o)?o:[...i]}function w(i,e={},...t){let n=document.createElement(i);e.class&&(n.className=e.class),e.text!==void 0&&(n.textContent=e.text),e.title!==void 0&&(n.title=e.title);for(let[s,r]of Object.entries(e.attributes??{}))n.setAttribute(s,r);return n.append(...t.filter(s=>s!==null)),n}function qe(i,e,t,n=""){let s=w("button",{class:`nx-button ${n}`.trim(),text:i,title:e,attributes:{type:"button"}});return s.addEventListener("click",t),s}function dt(i,e,t,n=""){let s=w("button",{class:"nx-icon-button",title:n?`${e} (${n})`:e,attributes:{type:"button","aria-label":e}});return s.append(i),s.addEventListener("click",t),s}function nn(i,e){We(i,"aria-pressed",String(e))}function be(i,e){i.textContent!==e&&(i.textContent=e)}function We(i,e,t){i.getAttribute(e)!==t&&i.setAttribute(e,t)}function ve(i,e){i.hidden!==e&&(i.hidden=e)}var N0="http://www.w3.org/2000/svg";function Dt(i,e={},...t){let n=document.createElementNS(N0,i);for(let[s,r]of Object.entries(e))n.setAttribute(s,r);return n.append(...t),n}function xr(i,e){let t=URL.createObjectURL(e);w("a",{attributes:{href:t,download:i}}).click(),setTimeout(()=>URL.revokeObjectURL(t),1e4)}var k0=["ArrowLeft","ArrowRight","ArrowUp","ArrowDown","Home","End","PageUp","PageDown"];function Ep(i,e){return i instanceof HTMLElement?i.isContentEditable||i instanceof HTMLSelectElement||i instanceof HTMLTextAreaElement?!0:i instanceof HTMLInputElement&&i.type==="range"?k0.includes(e):i instanceof HTMLInputElement&&!["checkbox","button"].includes(i.type):!1}var Ap=.12,O0=.45,Cp=3;function Fo(i,e,t=!1){let n=i.flatMap(({values:l})=>l),[s,r]=[Math.min(...n),Math.max(...n)],o=Math.max(e-(r-s),0)/2,a=r-s+2*o;return{low:s-o-Ap*a,high:r+o+(t?O0:Ap)*a}}function Rp(i){let e=[];return i.groups?.forEach((t,n)=>{let s=e[e.length-1];if(s?.group===t)return;let r=n===0?0:(i.shares[n-1]+i.shares[n])/2;s&&(s.to=r),e.push({from:r,to:1,group:t})}),e}function Uo(i,{low:e,high:t},n){let s=(l,c)=>`${(1e3*l).toFixed(1)},${(100-100*(c-e)/(t-e)).toFixed(1)}`,r=i.shares.map((l,c)=>s(l,i.values[c])).join("L"),o=n===0?"var(--nx-primary)":"var(--nx-faint)",a=Dt("path",{d:`M${r}`,stroke:o,class:"nx-line",...n===0?{}:{"stroke-dasharray":"5 4"}});return n===0?[Dt("path",{d:`M0,100L${r}L1000,100Z`,fill:o,class:"nx-area"}),a]:[a]}function ts({low:i,high:e},t,n){return Pp({low:i,high:e},t).map(s=>{let r=w("div",{class:"nx-limit nx-faint"},w("span",{text:n(s)}));return r.style.bottom=`${100*(s-i)/(e-i)}%`,r})}function Pp({low:i,high:e},t){let n=10**Math.floor(Math.log10((e-i)/Cp)),s=[1,2,5].map(o=>o*n).find(o=>(e-i)/o<=Cp)??10*n,r=[];for(let o=Math.ceil(i/s);o*s<e&&o*s<=t;o+=1)r.push(Number((o*s).toPrecision(12)));return r}function Bo(i,e){let t=Ps(e,16);return Rp(i).map(({from:n,to:s,group:r})=>{let a=w("div",{class:`nx-arch-span${s===1?" nx-arch-last":""}`},w("span",{text:t[r]??""}));return a.style.left=`${100*n}%`,a.style.width=`${100*(s-n)}%`,a})}var F0=4,U0=100;function Lp(i,e=!1){return Fo(i,F0,e)}var Ip=Uo;function wh(i){return ts(i,U0,e=>`${e} %`)}var Dp=Bo;var Np={draw(i,e){let t=e?.archs??[],n=Lp(i,t.length>1);return{lines:i.flatMap((s,r)=>Ip(s,n,r)),marks:[...wh(n),...t.length>1&&i[0]?Dp(i[0],t):[]]}}},B0={title:"accuracy on the validation images",range:4,spoken:i=>`${St(i)} %`,step:i=>`${St(i)} % of the validation images`,result({index:i,test:e,start:t,zoo:n}){let s=r=>r===null?"–":`${St(r)} %`;return`Step ${i}: ${s(e)} of all test images; start ${s(t)}, zoo's best ${s(n)}`},limits:wh},kp={toward:"accuracy or an architecture",hint:"The latent walks to where the decoded network is better, and its point over the map. Test images are looked at once, at the end.",ranking:"accuracy",measure:B0,goals({about:i}){let e=i?.archs??[],t=e.length>1?e.map(n=>({value:`arch:${n}`,title:n,stays:!0})):[];return[{value:"accuracy",title:"accuracy",stays:!0},...t]}},Op={values:"Accuracy",help:"accuracy of what is decoded at each place, on validation images, in the colours of the points; never shown above the best network's on all test images",unit:"%",spokenUnit:"percent",groups:"Architecture",label:"architecture",scale:()=>"accuracy",names:({archs:i})=>i};var Si=class{constructor(e,t=()=>{}){this.cards=e;this.drawn=t}cards;drawn;asked=0;wanted=[null,null];show(e,t){this.wanted[e]!==t&&(this.wanted[e]=t,this.ask())}ask(){this.asked===0&&(this.asked=requestAnimationFrame(()=>this.draw()))}dispose(){cancelAnimationFrame(this.asked)}draw(){this.asked=0;for(let[e,t]of this.cards.entries())t.frame!==this.wanted[e]&&t.show(this.wanted[e]??null);this.drawn()}};function Ti(i){return i&&{...i,...i.content}}async function Ei(i){let e=await new Promise(t=>i.toBlob(t,"image/png"));if(!e)throw new Error("The browser could not make a picture of the view.");return e}function zo(i,e,t,n){let s=r=>`${i} ${n(r)}`;return{title:i,range:e,spoken:s,step:s,result:({index:r},o)=>`Best at step ${r}: ${s(o)}`,limits:r=>ts(r,t,String)}}function Ho(i,{a:e,b:t,id:n,name:s}){return[...new Set([t,e,n].filter(o=>o!==null))].map(o=>({value:`${i}:${o}`,title:`the ${i} of ${s(o)}`}))}var Mh={glossary:[{word:"Teacher",meaning:"A larger network, trained on the same images. Where networks in between are learned, its answers say what they should answer; no decoded network is expected to be better."},{word:"Input network",meaning:"The trained network of the zoo that a latent was read from. The decoded one is measured beside it."},{word:"Recall, precision",meaning:"Of the images of a class, the share that is found; of the images that are given this class, the share that has it."},{word:"Terrain",meaning:"The map coloured by the accuracy of what is decoded at every place."}],making:{from:"A folder of images, one sub-folder a class; networks are trained for you. Checkpoints that you have become a zoo by “import”.",commands:["python -m explorer zoo classifiers --data DIR --out zoos/mine","python -m explorer train classifiers --zoo zoos/mine --out pretrained/mine"]}};var Up=Mh.glossary,Bp=Mh.making;function Vo(i,e){let t=e?.archs[i.arch];return[`Accuracy ${St(i.accuracy)} percent of ${i.count.toLocaleString("en")} test images`,i.input===null?"":`input network ${St(i.input)}`,`teacher ${St(i.teacher)}`,t??""].filter(Boolean).join(", ")}function Th(i,e,t){if(e>=t)return 0;let n=Math.min(Math.max(i/100,1/(e+2)),1-1/(e+2));return 196*Math.sqrt(n*(1-n)/e*((t-e)/(t-1)))}function zp(i,e,t){let n=Th(i,e,t);return n>0?`${St(i)} ± ${St(n)} %`:`${St(i)} %`}function Hp(i,e){let t=i.recall.length,n=-1;return i.confusion.forEach((s,r)=>{Math.floor(r/t)!==r%t&&s>(n<0?0:i.confusion[n])&&(n=r)}),n<0?"":`${e[Math.floor(n/t)]??n} taken for ${e[n%t]??""}: ${i.confusion[n]}`}function Go(i,e){return i.map((t,n)=>{let s=Math.floor(n/e)*e,r=0;for(let o=s;o<s+e;o+=1)r+=i[o];return r>0?Math.sqrt(t/r):0})}var Sh=.65,Fp=.82;function Vp(i){if(i<=Sh)return{drawn:i,strong:!1};let e=(i-Sh)/(1-Sh);return{drawn:Fp+e*(1-Fp),strong:!0}}var H0=12,yr=class{root;frame=null;title=w("div",{class:"nx-judge-title"});big=w("div",{class:"nx-judge-big"});error=w("div",{class:"nx-judge-error nx-faint",title:"How far the accuracy on all test images may lie from this one, in 95 of 100 cases"});others=w("dl",{class:"nx-judge-others"});arch=w("div",{class:"nx-judge-arch"});bars=w("div",{class:"nx-judge-bars",attributes:{"aria-hidden":"true"}});matrix=w("div",{class:"nx-judge-matrix",attributes:{role:"img",tabindex:"0"}});images=w("div",{class:"nx-judge-images",attributes:{role:"group","aria-label":"Test images"}});caption=w("p",{class:"nx-judge-caption nx-faint"});empty=w("p",{class:"nx-judge-empty nx-faint",text:Rs});body;values;classifiers=null;cells=[];recalls=[];precisions=[];shares=[];tiles;constructor(){this.values={input:w("dd"),teacher:w("dd"),count:w("dd")};let e=[["input network",this.values.input],["teacher",this.values.teacher],["test images",this.values.count]];for(let[t,n]of e)this.others.append(w("div",{},w("dt",{text:t}),n));this.tiles=Array.from({length:H0},()=>new Eh),this.images.append(...this.tiles.map(t=>t.root)),this.body=w("div",{class:"nx-judge-body"},w("div",{class:"nx-judge-head"},w("div",{},this.big,this.error),this.others,w("div",{class:"nx-judge-form"},this.arch,this.bars)),this.matrix,this.caption,this.images),this.root=w("section",{class:"nx-judge-card"},this.title,this.body,this.empty),ve(this.body,!0)}setTitle(e){be(this.title,e),ve(this.title,e==="")}setClassifiers(e){this.classifiers=e;let t=e?.classes??[];this.matrix.style.setProperty("--nx-classes",String(t.length)),this.matrix.replaceChildren(),this.cells=[],this.recalls=[],this.precisions=[];for(let[o,a]of t.entries()){this.matrix.append(w("span",{class:"nx-judge-class",text:a,title:a}));for(let h of t){let u=w("span",{class:o===t.indexOf(h)?"nx-judge-cell nx-diagonal":"nx-judge-cell"});this.cells.push(u),this.matrix.append(u)}let l=w("span",{class:"nx-judge-share",title:`Recall of ${a}`}),c=w("span",{class:"nx-judge-share nx-judge-precision",title:`Precision of ${a}`});this.recalls.push(l),this.precisions.push(c),this.matrix.append(l,c)}let n=[w("span",{class:"nx-judge-foot",text:"true ↓  predicted →"})];for(let o of t)n.push(w("span",{class:"nx-judge-column",text:V0(o),title:o}));n.push(w("span",{class:"nx-judge-foot nx-judge-foot-recall",text:"recall"}),w("span",{class:"nx-judge-foot nx-judge-precision",text:"precision"})),this.matrix.append(...n);let s=e?.archs??[];this.shares=s.length>1?s.map(()=>[w("i"),w("b")]):[];let r=Ps(s,16);this.bars.replaceChildren(...this.shares.map(([o,a],l)=>w("div",{},w("span",{text:r[l]??"",title:s[l]??""}),w("em",{},o),a))),this.draw()}show(e){this.frame=e,this.draw()}draw(){let e=this.frame?.content.judged??null;ve(this.body,e===null),ve(this.empty,e!==null),e&&this.classifiers&&this.fill(e,this.classifiers)}fill(e,t){be(this.big,`${St(e.accuracy)} %`);let n=Th(e.accuracy,e.count,t.tests);be(this.error,n>0?`± ${St(n)}`:""),be(this.values.input,e.input===null?"–":`${St(e.input)} %`),be(this.values.teacher,`${St(e.teacher)} %`),be(this.values.count,e.count.toLocaleString("en")),be(this.arch,`${t.archs[e.arch]??""} · ${e.parameters.toLocaleString("en")} parameters`);for(let[l,[c,h]]of this.shares.entries()){let u=e.shares[l]??0;c.style.width=`${(100*u).toFixed(1)}%`,be(h,u.toFixed(2))}let{classes:s}=t,r=String(Math.max(...e.confusion,0)).length;this.matrix.style.setProperty("--nx-digits",String(r));for(let[l,c]of Go(e.confusion,s.length).entries()){let h=this.cells[l];if(!h)continue;let u=e.confusion[l]??0,{drawn:d,strong:p}=Vp(c);h.style.setProperty("--nx-shade",d.toFixed(3)),be(h,u>0?String(u):""),h.classList.toggle("nx-strong",p);let[m,x]=[Math.floor(l/s.length),l%s.length];We(h,"title",`${s[m]} taken for ${s[x]}: ${u}`)}for(let[l,c]of this.recalls.entries())be(c,Gp(e.recall[l]));for(let[l,c]of this.precisions.entries())be(c,Gp(e.precision[l]));let o=Hp(e,s);We(this.matrix,"aria-label",`Confusion matrix. ${Vo(e,t)}. Most frequent: ${o||"none"}`);let a=e.input===null?"the teacher":"its input network";be(this.caption,`Where it and ${a} disagree, then its errors, then its doubts`);for(let[l,c]of this.tiles.entries())c.show(e.samples[l]??null,e,s,a)}},Eh=class{root;canvas=w("canvas");mark=w("span",{class:"nx-judge-mark",attributes:{"aria-hidden":"true"}});predicted=w("span",{class:"nx-judge-predicted"});truth=w("span",{class:"nx-judge-truth nx-faint"});image=-1;constructor(){this.root=w("figure",{class:"nx-judge-image"},this.canvas,this.mark,w("figcaption",{},this.predicted,this.truth))}show(e,t,n,s){if(ve(this.root,e===null),!e)return;(this.image!==e.image||this.canvas.width!==t.size)&&this.paint(e,t),this.image=e.image;let r=e.predicted===e.label,[o,a,l]=[e.predicted,e.label,e.reference].map(c=>n[c]??String(c));this.root.dataset.right=String(r),be(this.mark,r?"✓":"✗"),be(this.predicted,`${o} ${Math.round(100*e.confidence)}%`),be(this.truth,r?"right":`is ${a}`),We(this.root,"title",`Predicted ${o} at ${Math.round(100*e.confidence)} %; it is ${a}; ${s} says ${l}`)}paint(e,{channels:t,size:n}){this.canvas.width=n,this.canvas.height=n;let s=this.canvas.getContext("2d");if(!s)return;let r=s.createImageData(n,n),o=n*n;for(let a=0;a<o;a+=1){for(let l=0;l<3;l+=1)r.data[4*a+l]=e.pixels[(t===3?l*o:0)+a]??0;r.data[4*a+3]=255}s.putImageData(r,0,0)}};function V0(i){return i.slice(0,3).trimEnd()}function Gp(i){return i===void 0?"":i.toFixed(2).replace(/^0/,"")}var G0={cell:44,label:128,head:92,edge:20},Wo=class{element=document.createElement("div");cards=[new yr,new yr];compares=!1;classifiers=null;theme=null;frames=new Si(this.cards);constructor(e){this.element.className="nx-judge",this.element.tabIndex=0,this.element.setAttribute("role","group"),this.element.setAttribute("aria-label","What the network answers"),this.element.append(...this.cards.map(t=>t.root)),e.append(this.element),this.arrange()}shown(e){return Ti(this.cards[e].frame)}show(e,t){this.frames.show(e,t)}setTitles(e,t){this.cards[0].setTitle(this.compares?e:""),this.cards[1].setTitle(t)}setOptions({compare:e}){this.compares=e??this.compares,this.arrange()}setSpace(e){this.classifiers=e;for(let t of this.cards)t.setClassifiers(e)}setTheme(e){this.theme=e}async picture(){let e=document.createElement("canvas");return this.paint(e),Ei(e)}dispose(){this.frames.dispose(),this.element.remove()}arrange(){this.element.classList.toggle("nx-judge-two",this.compares),this.cards[1].root.hidden=!this.compares}paint(e){let t=this.cards[0].frame?.content.judged,{classifiers:n,theme:s}=this;if(!t||!n||!s)throw new Error("Nothing is shown yet.");let{cell:r,label:o,head:a,edge:l}=G0,c=n.classes.length*r;e.width=o+c+2*l,e.height=a+c+2*l;let h=e.getContext("2d");if(!h)throw new Error("The browser draws no pictures.");h.fillStyle=s.paper,h.fillRect(0,0,e.width,e.height),h.fillStyle=s.ink,h.font=`650 40px ${s.font}`,h.fillText(`${St(t.accuracy)} %`,l,l+38),h.font=`16px ${s.font}`,h.fillStyle=s.faint,h.fillText(`${n.archs[t.arch]??""}, ${t.count.toLocaleString("en")} test images`,l,l+66);for(let[u,d]of Go(t.confusion,n.classes.length).entries()){let[p,m]=[Math.floor(u/n.classes.length),u%n.classes.length],[x,f]=[l+o+m*r,l+a+p*r];h.globalAlpha=.06+.94*d,h.fillStyle=s.primary,h.fillRect(x+1,f+1,r-2,r-2),h.globalAlpha=1,h.fillStyle=d>.55?"#ffffff":s.ink;let g=t.confusion[u]??0;g>0&&h.fillText(String(g),x+8,f+r/2+6)}h.fillStyle=s.ink;for(let[u,d]of n.classes.entries())h.fillText(d.slice(0,14),l,l+a+u*r+r/2+6)}};var Ls=class extends Error{name="WireError"};function ze(i){throw new Ls(i)}function mt(i,e){return(typeof i!="object"||i===null||Array.isArray(i))&&ze(`${e} is no object.`),i}function Ah(i,e){let t;try{t=JSON.parse(i)}catch{ze(`${e} is no JSON.`)}return mt(t,e)}function nt(i,e){let t=i[e];return typeof t=="string"?t:ze(`"${e}" is no text.`)}function st(i,e){let t=i[e];return typeof t=="number"&&Number.isFinite(t)?t:ze(`"${e}" is no number.`)}function $e(i,e,t,n=Number.MAX_SAFE_INTEGER){let s=st(i,e);return Number.isInteger(s)&&s>=t&&s<=n?s:ze(`"${e}" is ${s}.`)}function dn(i,e,t){let n=i[e],s=t.find(r=>r===n);return s===void 0?ze(`"${e}" is ${JSON.stringify(n)}.`):s}function Tt(i,e,t){return Array.isArray(i)?i.map(t):ze(`"${e}" is no list.`)}function ct(i,e,t){let n=Tt(i,e,s=>typeof s=="number"&&Number.isFinite(s)?s:ze(`"${e}" holds something that is no number.`));return t!==void 0&&n.length!==t&&ze(`"${e}" holds ${n.length} numbers, not ${t}.`),n}function sn(i,e){return Tt(i,e,t=>typeof t=="string"?t:ze(`"${e}" holds something that is no text.`))}function qn(i,e){let[t=0,n=0]=ct(i,e,2);return[t,n]}async function Ai(i,e){let t=new DecompressionStream("deflate"),n=t.writable.getWriter(),s=Promise.allSettled([n.write(i),n.close()]),r=t.readable.getReader(),o=new Uint8Array(e),a=0;for(;;){let{done:l,value:c}=await r.read().catch(()=>ze("A frame is damaged or cut off."));if(l)break;a+c.byteLength>e&&(await r.cancel().catch(()=>{}),ze(`A frame holds more than the ${e} bytes of its header.`)),o.set(c,a),a+=c.byteLength}return await s,a!==e&&ze(`A frame holds ${a} bytes, its header states ${e}.`),o}var W0=512;async function Wp(i,e){let t=$0(mt(i.judged,'"judged"')),n=t.channels*t.size**2,s=await Ai(e,n*t.samples.length),r=t.samples.map((o,a)=>({...o,pixels:s.slice(a*n,(a+1)*n)}));return{judged:{...t,samples:r},held:s.byteLength+8*t.confusion.length}}function $p(i){return{classes:sn(i.classes,"classes"),archs:sn(i.archs,"archs"),data:nt(i,"data"),tests:$e(i,"tests",1)}}function $0(i){let e=ct(i.recall,"recall"),t=e.length,[n,s]=qn(i.pixels,"pixels");return Number.isInteger(n)&&n>0&&Number.isInteger(s)&&s>0&&s<=W0||ze(`Images of ${n} x ${s} x ${s}.`),{accuracy:st(i,"accuracy"),count:$e(i,"count",1),input:i.input==null?null:st(i,"input"),teacher:st(i,"teacher"),arch:$e(i,"arch",0),shares:ct(i.shares,"shares"),parameters:$e(i,"parameters",0),confusion:ct(i.confusion,"confusion",t*t),precision:ct(i.precision,"precision",t),recall:e,channels:n,size:s,samples:Tt(i.samples,"samples",r=>X0(r,t))}}function X0(i,e){let t=mt(i,"A sample"),n=s=>$e(t,s,0,e-1);return{image:$e(t,"image",0),label:n("label"),predicted:n("predicted"),confidence:st(t,"confidence"),reference:n("reference"),pixels:new Uint8Array}}var Xp={content:Wp,about:$p,trouble:()=>null,view:i=>new Wo(i),words:{noun:"network",nouns:"networks",mean:"Mean network",glossary:Up,making:Bp,fineness:({content:{judged:i}})=>`${i.count.toLocaleString("en")} images`,spoken:({content:{judged:i}},e)=>Vo(i,e),worth:({content:{judged:i}},e)=>`${zp(i.accuracy,i.count,e?.tests??i.count)} right`},tools:[],detail:{draft:96,finest:256},curve:Np,optimizing:kp,map:{terrain:Op,worth:i=>`${St(i)} %`}};var Ch={glossary:[{word:"Agreement",meaning:"How far the decoded network answers as its input network does: the share of equal predictions, or R²."},{word:"Input network",meaning:"The trained network of the zoo that a latent was read from. The decoded one is measured beside it."}],making:{from:"A folder of checkpoints, your code that makes the network, and examples of its inputs.",commands:["python -m explorer import DIR --network nets.py:make --example example.npz --out zoos/mine","python -m explorer train functions --zoo zoos/mine --out pretrained/mine"]}};var qp=Ch.glossary,Yp=Ch.making,_r={accuracy:"accuracy",r2:"R²"};function Is(i,e){return i==="accuracy"?`${St(e)} %`:e.toFixed(3)}function Rh(i,e){return e?`${St(100*i)} %`:i.toFixed(3)}function Ds(i,e){return i.worth!==null&&i.by!==null?{text:Is(i.by,i.worth),name:_r[i.by]}:i.agreement!==null?{text:Rh(i.agreement,e),name:e?"same predictions as its input network":"R² against its input network"}:null}function $o(i,e){let t=(e?.classes.length??0)>0,n=Ds(i,t);return[n?`${n.name} ${n.text} on ${i.count.toLocaleString("en")} test inputs`:"",i.input===null?"":`input network ${Is(i.by,i.input)}`,e?.archs[i.arch]??""].filter(Boolean).join(", ")}function Kp(i,e){let t=e.length,n=-1;return i.forEach((s,r)=>{Math.floor(r/t)!==r%t&&s>(n<0?0:i[n])&&(n=r)}),n<0?"":`${e[Math.floor(n/t)]??""} taken for ${e[n%t]??""}: ${i[n]}`}function wr(i){let e=Math.abs(i);return e!==0&&(e<.001||e>=1e5)?i.toExponential(0):String(Number(i.toPrecision(3)))}var Y0={accuracy:4,r2:.05},K0={accuracy:100,r2:1},jp={draw(i,e){let t=e?.worth??"accuracy",n=e?.archs??[],s=Fo(i,Y0[t],n.length>1),r=ts(s,K0[t],o=>t==="accuracy"?`${o} %`:String(o));return{lines:i.flatMap((o,a)=>Uo(o,s,a)),marks:[...r,...n.length>1&&i[0]?Bo(i[0],n):[]]}}},j0={title:"share right, R² or agreement on validation inputs",range:.05,spoken:i=>i.toFixed(3),step:i=>`${i.toFixed(3)} on validation inputs`,result({index:i,test:e,start:t,zoo:n},s){if(e===null)return`Best at step ${i}: ${s.toFixed(3)} on validation inputs`;let r=Math.abs(e)>1?"accuracy":"r2",o=a=>a===null?"–":Is(r,a);return`Step ${i}: ${o(e)} on all test inputs; start ${o(t)}, zoo's best ${o(n)}`},limits:i=>ts(i,1,String)},Zp={toward:"better answers, or what another network does",hint:"The latent walks to where the decoded network answers better, and its point over the map. Test inputs are looked at once, at the end.",ranking:null,measure:j0,goals({a:i,b:e,id:t,name:n,about:s}){let r=[...new Set([e,i,t].filter(a=>a!==null))];return[...s?.worth?[{value:s.worth,title:_r[s.worth],stays:!0}]:[],...r.map(a=>({value:`network:${a}`,title:`what ${n(a)} does`}))]}},Jp={values:"Accuracy or R²",help:"accuracy, or R², of what is decoded at each place, on training inputs",unit:"",spokenUnit:"",groups:"Architecture",label:"architecture",scale:({worth:i})=>i,names:({archs:i})=>i,known:({worth:i})=>i!==null};var Ph=[[.2777273272,.1050930431,-.3308618287,-4.6342304989,6.2282699363,4.7763849977,-5.4354558559],[.0054073445,1.4046135298,.2148475595,-5.7991009734,14.1799333669,-13.7451453777,4.6458526122],[.3340998053,1.3845901625,.095095163,-19.3324409563,56.6905526007,-65.3530326334,26.3124352496]];function ns(i){let e=Math.min(1,Math.max(0,i)),t=n=>Math.round(255*Math.min(1,Math.max(0,n.reduceRight((s,r)=>s*e+r,0))));return[t(Ph[0]),t(Ph[1]),t(Ph[2])]}function Lh({low:i,high:e},t=5){if(!(e>i))return[i];let n=10**Math.floor(Math.log10((e-i)/t)),s=[1,2,5].map(o=>o*n).find(o=>(e-i)/o<=t)??10*n,r=[];for(let o=Math.ceil(i/s);o*s<=e+1e-9*s;o+=1)r.push(Number((o*s).toPrecision(12)));return r}function Ih(i,e=.05){let t=1/0,n=-1/0;for(let r of i)Number.isFinite(r)&&(r<t&&(t=r),r>n&&(n=r));if(!Number.isFinite(t))return{low:0,high:1};let s=n>t?e*(n-t):Math.max(Math.abs(t),1)*e;return{low:t-s,high:n+s}}function Qp(i){let e=Number.parseInt(i.slice(1,7),16);return[e>>16&255,e>>8&255,e&255]}var ef=.22;function tf(i,e,t,n){let s=1/Math.max(n,2),r=ef+(1-ef)*Math.min(Math.max((t-s)/(1-s),0),1),[o,a]=[Qp(e),Qp(i)];return[0,1,2].map(l=>Math.round(o[l]+r*(a[l]-o[l])))}function Ci(i,e){return e[i%Math.max(e.length,1)]??"#888888"}function nf(i,e){let t=i.map((n,s)=>s);return t.length<=e?t:t.sort((n,s)=>i[s]-i[n]).slice(0,e).sort((n,s)=>n-s)}var Yn=46,Ri=34,is=20,ss=10,Dh=10,Xo=11;function Nh(i,e){let{clientWidth:t,clientHeight:n}=i;if(t===0||n===0)return null;let s=window.devicePixelRatio||1,[r,o]=[Math.round(t*s),Math.round(n*s)];i.width!==r&&(i.width=r),i.height!==o&&(i.height=o);let a=i.getContext("2d");return a?(a.setTransform(s,0,0,s,0,0),a.clearRect(0,0,t,n),a.lineJoin="round",{context:a,width:t,height:n,theme:e}):null}function sf(i,e,t,n,s){let{context:r,width:o,height:a,theme:l}=i,c=t.length;r.font=`${Xo}px ${l.font}`;let h=Math.min(Math.max(...t.map(x=>r.measureText(x).width)),.3*o),[u,d]=[h+12,30],p=Math.min((o-u-8)/c,(a-d-6)/c,44),m=Math.min((o-u-8)/c,2.2*p);r.fillStyle=l.faint,r.textBaseline="middle",r.textAlign="left",r.fillText(`${n} ↓   ${s} →`,0,6);for(let[x,f]of t.entries()){let g=e.slice(x*c,(x+1)*c).reduce((_,E)=>_+E,0);r.textAlign="right",r.fillStyle=l.ink,r.fillText(Mr(r,f,h),u-6,d+(x+.5)*p);for(let _=0;_<c;_+=1){let E=e[x*c+_]??0,M=g>0?Math.sqrt(E/g):0,[C,A]=[u+_*m,d+x*p];r.globalAlpha=.06+.94*M,r.fillStyle=l.primary,r.beginPath(),r.roundRect(C+.5,A+.5,m-1,p-1,3),r.fill(),r.globalAlpha=1,E>0&&p>=13&&(r.fillStyle=M>.55&&!l.dark?"#ffffff":M>.55?l.paper:l.ink,r.textAlign="center",r.fillText(String(E),C+m/2,A+p/2+.5))}}r.fillStyle=l.faint,r.textAlign="center";for(let[x,f]of t.entries())r.fillText(Mr(r,f,m-2),u+(x+.5)*m,20)}function rf(i,e,t,n,s,r,o){let[,a=0,l=0]=n.shape,c=t*a*l,h=(f,g,_)=>f.data[c+g*l+_]??0,u=Array.from({length:l},(f,g)=>Math.max(...Array.from({length:a},(_,E)=>h(n,E,g)))),d=nf(u,Dh),p=o?{low:-.02,high:1.02}:Ih(Z0([n,s],c,a*l),.08),m=new Sr(i,{low:e.low,high:e.high},p,e.name,"");m.grid(),m.vertical(e.base);let x=f=>e.low+(e.high-e.low)*f/Math.max(a-1,1);for(let f of d){let g=Ci(f,i.theme.categorical);s&&m.line(a,x,_=>h(s,_,f),g,1.4,[2,4]),m.line(a,x,_=>h(n,_,f),g,2.2)}l>1&&m.legend(d.map(f=>[r[f]??"",Ci(f,i.theme.categorical)]))}function of(i,e,t,n,s,r,o,a,l){let[,c=0,,h=0]=n.shape,u=t*c*c*h,{theme:d}=i,p=new ImageData(c,c),m=new Set;for(let f=0;f<c;f+=1)for(let g=0;g<c;g+=1){let _=u+(f*c+g)*h,E=r?Math.round(n.data[_]??0):0;m.add(E);let[M,C,A]=r?tf(Ci(E,d.categorical),d.paper,n.data[_+1]??0,s.length):ns(((n.data[_+o]??0)-a.low)/(a.high-a.low));p.data.set([M,C,A,255],4*((c-1-f)*c+g))}let x=new Sr(i,e.x,e.y,e.x.name,e.y.name);x.image(p),x.grid(!1);for(let[f,[g,_]]of e.points.entries()){let E=l?.[f]?.[r?0:o];r&&E!==void 0&&m.add(E);let M=E===void 0?null:r?Ci(E,d.categorical):`rgb(${ns((E-a.low)/(a.high-a.low)).join(",")})`;x.dot(g,_,M)}r?x.legend([...m].sort((f,g)=>f-g).map(f=>[s[f]??"",Ci(f,d.categorical)])):x.key(s[o]??"",a)}function kh(i,e,t,n,s){let[r=0,o=0]=e.shape,a=Ih([...e.data,...t.flatMap(c=>c.slice(0,o))]),l=new Sr(i,a,a,s,"the network");l.grid(),l.line(2,c=>c?a.high:a.low,c=>c?a.high:a.low,i.theme.faint,1,[5,4]);for(let c=0;c<Math.min(o,Dh);c+=1)for(let h=0;h<r;h+=1)l.dot(t[h]?.[c]??0,e.data[h*o+c]??0,Ci(c,i.theme.categorical),!1);o>1&&l.legend(n.slice(0,Dh).map((c,h)=>[c,Ci(h,i.theme.categorical)]))}function af({shape:[i=0,e=0],data:t}){return Array.from({length:i},(n,s)=>[...t.subarray(s*e,(s+1)*e)])}function*Z0(i,e,t){for(let n of i)n&&(yield*n.data.subarray(e,e+t))}function Mr(i,e,t){if(i.measureText(e).width<=t)return e;for(let n=e.length-1;n>0;n-=1){let s=_h(e,n);if(i.measureText(s).width<=t)return s}return""}var Sr=class{constructor(e,t,n,s,r){this.sheet=e;this.across=t;this.up=n;this.xName=s;this.yName=r}sheet;across;up;xName;yName;grid(e=!0){let{context:t,width:n,height:s,theme:r}=this.sheet;t.font=`${Xo}px ${r.font}`,t.fillStyle=r.faint,t.strokeStyle=r.line,t.lineWidth=1,t.setLineDash([]),t.textBaseline="top",t.textAlign="center";for(let o of Lh(this.across))e&&this.stroke(this.x(o),is,this.x(o),s-Ri),t.fillText(wr(o),this.x(o),s-Ri+4);t.textBaseline="middle",t.textAlign="right";for(let o of Lh(this.up,4))e&&this.stroke(Yn,this.y(o),n-ss,this.y(o)),t.fillText(wr(o),Yn-5,this.y(o));t.textAlign="center",t.textBaseline="bottom",t.fillStyle=r.ink,t.fillText(Mr(t,this.xName,n-Yn-ss),(Yn+n-ss)/2,s),this.yName!==""&&(t.save(),t.translate(11,(is+s-Ri)/2),t.rotate(-Math.PI/2),t.textBaseline="middle",t.fillText(Mr(t,this.yName,s-is-Ri),0,0),t.restore())}line(e,t,n,s,r,o=[]){let{context:a}=this.sheet;a.beginPath();for(let l=0;l<e;l+=1)a.lineTo(this.x(t(l)),this.y(n(l)));a.strokeStyle=s,a.lineWidth=r,a.setLineDash(o),a.stroke(),a.setLineDash([])}vertical(e){let{context:t,height:n,theme:s}=this.sheet;e<this.across.low||e>this.across.high||(t.strokeStyle=s.faint,t.lineWidth=1,t.setLineDash([4,4]),this.stroke(this.x(e),is,this.x(e),n-Ri),t.setLineDash([]))}dot(e,t,n,s=!0){let{context:r,theme:o}=this.sheet;e<this.across.low||e>this.across.high||t<this.up.low||t>this.up.high||(r.beginPath(),r.arc(this.x(e),this.y(t),s?3:2.4,0,2*Math.PI),r.globalAlpha=s?1:.75,n!==null&&(r.fillStyle=n,r.fill()),r.globalAlpha=1,s&&(r.strokeStyle=o.ink,r.lineWidth=.9,r.stroke()))}image(e){let{context:t,width:n,height:s}=this.sheet,r=document.createElement("canvas");r.width=e.width,r.height=e.height,r.getContext("2d")?.putImageData(e,0,0),t.imageSmoothingEnabled=!0,t.drawImage(r,Yn,is,n-Yn-ss,s-is-Ri)}legend(e){let{context:t,width:n,theme:s}=this.sheet;t.font=`${Xo}px ${s.font}`,t.textAlign="left",t.textBaseline="middle";let r=Yn,o=(n-Yn-ss)/Math.max(e.length,1)-22;for(let[a,l]of e){let c=Mr(t,a,Math.max(o,8));t.fillStyle=l,t.fillRect(r,5,9,9),t.fillStyle=s.ink,t.fillText(c,r+13,10),r+=22+t.measureText(c).width}}key(e,t){let{context:n,width:s,theme:r}=this.sheet,[o,a]=[120,s-ss-40];for(let l=0;l<o;l+=1)n.fillStyle=`rgb(${ns(l/(o-1)).join(",")})`,n.fillRect(a-o+l,5,1.5,8);n.font=`${Xo}px ${r.font}`,n.textBaseline="middle",n.fillStyle=r.faint,n.textAlign="right",n.fillText(`${e}  ${wr(t.low)}`,a-o-5,10),n.textAlign="left",n.fillText(wr(t.high),a+5,10)}x(e){return Yn+(this.sheet.width-Yn-ss)*(e-this.across.low)/(this.across.high-this.across.low)}y(e){let{height:t}=this.sheet;return t-Ri-(t-is-Ri)*(e-this.up.low)/(this.up.high-this.up.low)}stroke(e,t,n,s){let{context:r}=this.sheet;r.beginPath(),r.moveTo(e,t),r.lineTo(n,s),r.stroke()}};var Tr=class{root;frame=null;judgement=w("canvas",{class:"nx-fn-judgement",attributes:{role:"img"}});response=w("canvas",{class:"nx-fn-response",attributes:{role:"img"}});left=w("div",{class:"nx-fn-room nx-fn-left"},this.judgement);title=w("div",{class:"nx-fn-title"});big=w("div",{class:"nx-fn-big"});called=w("div",{class:"nx-fn-called nx-faint"});values;rows;arch=w("div",{class:"nx-fn-arch"});bars=w("div",{class:"nx-fn-bars",attributes:{"aria-hidden":"true"}});below=w("div",{class:"nx-fn-below"});empty=w("p",{class:"nx-fn-empty nx-faint",text:Rs});body;functions=null;theme=null;varied={plane:!1,index:0,output:0};shares=[];constructor(e){this.values={input:w("dd"),agreement:w("dd"),count:w("dd")};let t=(n,s)=>w("div",{},w("dt",{text:n}),s);this.rows={input:t("input network",this.values.input),agreement:t("agreement",this.values.agreement),count:t("test inputs",this.values.count)},this.body=w("div",{class:"nx-fn-body"},w("div",{class:"nx-fn-head"},w("div",{},this.big,this.called),w("dl",{class:"nx-fn-others"},...Object.values(this.rows)),w("div",{class:"nx-fn-form"},this.arch,this.bars)),w("div",{class:"nx-fn-figures"},this.left,w("div",{class:"nx-fn-varying"},e??this.below,w("div",{class:"nx-fn-room"},this.response)))),this.root=w("section",{class:"nx-fn-card"},this.title,this.body,this.empty),ve(this.body,!0)}setTitle(e){be(this.title,e),ve(this.title,e==="")}setFunctions(e){this.functions=e;let{archs:t}=e;this.shares=t.length>1?t.map(()=>[w("i"),w("b")]):[];let n=Ps(t,16);this.bars.replaceChildren(...this.shares.map(([s,r],o)=>w("div",{},w("span",{text:n[o]??"",title:t[o]??""}),w("em",{},s),r))),ve(this.bars,t.length<2),this.draw()}setTheme(e){this.theme=e,this.draw()}setVaried(e){this.varied=e,this.draw()}show(e){this.frame=e,this.draw()}draw(){let e=this.frame?.content.answers??null;if(ve(this.body,e===null),ve(this.empty,e!==null),!e||!this.functions||(this.tell(e,this.functions),!this.theme))return;ve(this.left,!J0(e,this.functions));let t=Nh(this.judgement,this.theme);t&&this.drawJudgement(t,e,this.functions);let n=Nh(this.response,this.theme);n&&this.drawResponse(n,e,this.functions)}tell(e,t){let n=t.classes.length>0,s=Ds(e,n);be(this.big,s?.text??""),be(this.called,s?.name??""),ve(this.big,s===null),be(this.values.input,e.input===null?"–":Is(e.by,e.input)),be(this.values.agreement,e.agreement===null?"–":Rh(e.agreement,n)),be(this.values.count,e.count.toLocaleString("en")),ve(this.rows.input,e.by===null),ve(this.rows.agreement,e.by===null||e.agreement===null),ve(this.called,s===null),be(this.arch,`${t.archs[e.arch]??""} · ${e.parameters.toLocaleString("en")} parameters`);for(let[r,[o,a]]of this.shares.entries()){let l=e.shares[r]??0;o.style.width=`${(100*l).toFixed(1)}%`,be(a,l.toFixed(2))}We(this.judgement,"aria-label",this.spoken(e,t)),We(this.response,"aria-label",`What it gives when ${this.variedName(t)} varies`),be(this.below,this.variedName(t))}spoken(e,t){let n=e.confusion?Kp(e.confusion,t.classes):"";return`${e.confusion?`Confusion matrix. Most frequent: ${n||"none"}.`:"Given against wanted."} ${$o(e,t)}`}variedName({axes:e,planes:t}){let{plane:n,index:s}=this.varied;return n?t[s]?.name??"":e[s]?.name??""}drawJudgement(e,t,n){let{classes:s,outputs:r,targets:o}=n;if(t.confusion){sf(e,t.confusion,s,o?"true":"input network","predicted");return}s.length===0&&o?kh(e,t.points,o,r,"target"):t.ownPoints&&kh(e,t.points,af(t.ownPoints),r,"the input network")}drawResponse(e,t,n){let{plane:s,index:r,output:o}=this.varied,{classes:a,outputs:l,axes:c,planes:h,values:u,targets:d}=n;if(s){let p=h[r],[m,x]=u[o]??[0,1],f={low:m-2.5*x,high:m+2.5*x};p&&of(e,p,r,t.planes,l,a.length>0,o,f,d)}else{let p=c[r];p&&rf(e,p,r,t.curves,t.own,l,a.length>0)}}};function J0(i,{classes:e,targets:t}){return i.confusion!==null||i.ownPoints!==null||e.length===0&&t!==null}function lf(i,e){let t=Ds(i,e.classes.length>0),n=i.by?`${_r[i.by]}, `:"";return[t?.text??"",`${n}${e.archs[i.arch]??""}, ${i.count.toLocaleString("en")} test inputs`]}var Q0={edge:20,head:76,gap:12},cf="axis",Oh="plane",qo=class{element=w("div",{class:"nx-fn"});varied=w("select",{class:"nx-select nx-fn-varied",attributes:{"aria-label":"Inputs that vary"}});output=w("select",{class:"nx-select nx-fn-output",attributes:{"aria-label":"Output that is shown"}});small=w("p",{class:"nx-fn-small",attributes:{role:"note"}});cards;observer;compares=!1;functions=null;theme=null;frames;constructor(e){let t=w("div",{class:"nx-fn-controls"},w("label",{},w("span",{class:"nx-faint",text:"Vary"}),this.varied),this.output);this.cards=[new Tr(t),new Tr(null)],this.frames=new Si(this.cards),this.element.append(this.small,w("div",{class:"nx-fn-pair"},...this.cards.map(n=>n.root))),e.append(this.element);for(let n of[this.varied,this.output])n.addEventListener("change",()=>this.vary());ve(this.small,!0),this.arrange(),this.observer=new ResizeObserver(()=>this.redraw()),this.observer.observe(this.element)}shown(e){return Ti(this.cards[e].frame)}show(e,t){this.frames.show(e,t)}setTitles(e,t){this.cards[0].setTitle(this.compares?e:""),this.cards[1].setTitle(t)}setOptions({compare:e}){this.compares=e??this.compares,this.arrange(),this.redraw()}setSpace(e){this.functions=e;let{axes:t,planes:n,outputs:s,classes:r,inputs:o,tooFew:a}=e,l=(d,p)=>w("option",{text:p,attributes:{value:d}}),c=t.map(({name:d},p)=>l(`${cf}:${p}`,d)),h=n.map(({name:d},p)=>l(`${Oh}:${p}`,d)),u=o>t.length?`, the ${t.length} of ${o} that matter most`:"";this.varied.replaceChildren(w("optgroup",{attributes:{label:`One input${u}`}},...c),...h.length>0?[w("optgroup",{attributes:{label:"Two"}},...h)]:[]),this.varied.value=h.length>0?`${Oh}:0`:`${cf}:0`,this.output.replaceChildren(...r.length>0?[]:s.map((d,p)=>l(String(p),d))),be(this.small,a??""),ve(this.small,a===null);for(let d of this.cards)d.setFunctions(e);this.vary()}setTheme(e){this.theme=e;for(let t of this.cards)t.setTheme(e)}resize(){this.redraw()}async picture(){let e=document.createElement("canvas");return this.paint(e),Ei(e)}dispose(){this.frames.dispose(),this.observer.disconnect(),this.element.remove()}vary(){let[e,t]=this.varied.value.split(":"),n=e===Oh;ve(this.output,!n||this.output.options.length<2);let s={plane:n,index:Number(t),output:Number(this.output.value||0)};for(let r of this.cards)r.setVaried(s)}redraw(){for(let e of this.cards)e.draw()}arrange(){this.element.classList.toggle("nx-fn-two",this.compares),this.cards[1].root.hidden=!this.compares}paint(e){let[t]=this.cards,n=t.frame?.content.answers,{functions:s,theme:r}=this;if(!n||!s||!r)throw new Error("Nothing is shown yet.");let{edge:o,head:a,gap:l}=Q0,c=[t.judgement,t.response].filter(x=>x.clientWidth>0),h=window.devicePixelRatio||1;e.width=c.reduce((x,f)=>x+f.width+l*h,2*o*h),e.height=Math.max(...c.map(x=>x.height))+(a+2*o)*h;let u=e.getContext("2d");if(!u)throw new Error("The browser draws no pictures.");u.fillStyle=r.paper,u.fillRect(0,0,e.width,e.height);let[d,p]=lf(n,s);u.fillStyle=r.ink,u.font=`650 ${36*h}px ${r.font}`,u.fillText(d,o*h,(o+36)*h),u.fillStyle=r.faint,u.font=`${14*h}px ${r.font}`,u.fillText(p,o*h,(o+60)*h);let m=o*h;for(let x of c)x.width>0&&x.height>0&&u.drawImage(x,m,(a+o)*h),m+=x.width+l*h}};var ey=4e6,ty=["accuracy","r2",null];async function hf(i,e){let t=mt(i.judged,'"judged"'),[n,s,r]=[Uh(t,"curves",3),Uh(t,"planes",4),Uh(t,"points",2)],o=t.own===!0,a=t.paired===!0,l=[n,...o?[n]:[],s,r,...a?[r]:[]],c=l.map(f=>f.reduce((g,_)=>g*_,1)),h=c.reduce((f,g)=>f+g,0);h>ey&&ze(`A frame of ${h} numbers.`);let u=await Ai(e,4*h),d=0,p=c.map((f,g)=>{let _=new Float32Array(u.buffer.slice(u.byteOffset+d,u.byteOffset+d+4*f));return d+=4*f,{shape:l[g],data:_}}),m=()=>p.shift();return{answers:{by:df(t,"by"),worth:Bh(t,"worth"),input:Bh(t,"input"),agreement:Bh(t,"agreement"),count:$e(t,"count",1),arch:$e(t,"arch",0),shares:ct(t.shares,"shares"),parameters:$e(t,"parameters",0),confusion:t.confusion==null?null:ny(ct(t.confusion,"confusion")),curves:m(),own:o?m():null,planes:m(),points:m(),ownPoints:a?m():null},held:u.byteLength}}function uf(i){return{classes:sn(i.classes,"classes"),outputs:sn(i.outputs,"outputs"),archs:sn(i.archs,"archs"),worth:df(i,"worth"),axes:Tt(i.axes,"axes",e=>{let t=mt(e,"An axis");return{...Fh(t),base:st(t,"base")}}),inputs:$e(i,"inputs",1),planes:Tt(i.planes,"planes",e=>{let t=mt(e,"A plane");return{name:nt(t,"name"),x:Fh(mt(t.x,'"x"')),y:Fh(mt(t.y,'"y"')),points:Tt(t.points,"points",n=>qn(n,"points"))}}),targets:i.targets==null?null:Tt(i.targets,"targets",e=>typeof e=="number"?[e]:ct(e,"targets")),values:Tt(i.values,"values",e=>qn(e,"values")),runs:Tt(i.runs,"runs",e=>{let t=mt(e,"A training");return{name:nt(t,"name"),ids:ct(t.ids,"ids")}}),tooFew:i.tooFew==null?null:nt(i,"tooFew")}}function Fh(i){let[e,t]=[st(i,"low"),st(i,"high")];return e<t||ze(`An axis from ${e} to ${t}.`),{name:nt(i,"name"),low:e,high:t}}function Uh(i,e,t){let n=ct(i[e],e,t);return n.some(s=>!Number.isInteger(s)||s<0)&&ze(`"${e}" has the shape ${n.join(" x ")}.`),n}function df(i,e){return dn(i,e,ty)}function Bh(i,e){return i[e]==null?null:st(i,e)}function ny(i){return Number.isInteger(Math.sqrt(i.length))?i:ze(`A matrix of ${i.length} cells.`)}var pf={content:hf,about:uf,trouble:()=>null,view:i=>new qo(i),words:{noun:"network",nouns:"networks",mean:"Mean network",glossary:qp,making:Yp,fineness:({content:{answers:i}})=>`${i.count.toLocaleString("en")} inputs`,spoken:({content:{answers:i}},e)=>$o(i,e),worth:({content:{answers:i}})=>{let e=Ds(i,i.confusion!==null);return e?`${e.name} ${e.text}`:null}},tools:[],detail:{draft:48,finest:256},curve:jp,optimizing:Zp,map:{terrain:Jp,worth:i=>i>1.5?`${i.toFixed(1)} %`:i.toFixed(3)},tours:{title:"Training run",of:({runs:i})=>i}};function ff({width:i,height:e,channels:t,pixels:n}){let s=new Uint8ClampedArray(4*i*e);for(let r=0,o=0;r<s.length;r+=4,o+=t){let a=n[o];s[r]=a,s[r+1]=t===1?a:n[o+1],s[r+2]=t===1?a:n[o+2],s[r+3]=t===4?n[o+3]:255}return s}function mf(i,e,t,n){let s=Math.max(Math.min(e.width/i.width,e.height/i.height)*t,0),r=!n&&s>=3,o=(r?Math.floor(s):s)/t;return{width:i.width*o,height:i.height*o,smooth:!r}}var Pi=class{root;canvas=w("canvas",{attributes:{role:"img"}});caption=w("figcaption");shown=null;constructor(e){this.root=w("figure",{class:`nx-picture-plate ${e}`},this.canvas,this.caption),ve(this.root,!0)}show(e,t,n){ve(this.root,e===null),be(this.caption,t),ve(this.caption,t===""),We(this.canvas,"aria-label",n),e&&e!==this.shown&&zh(this.canvas,e),this.shown=e}fit(e,t){if(!this.shown)return;let n=mf(this.shown,e,devicePixelRatio,t);this.canvas.style.width=`${n.width}px`,this.canvas.style.height=`${n.height}px`,this.setSmooth(n.smooth)}setSmooth(e){this.canvas.classList.toggle("nx-picture-smooth",e)}};function zh(i,e){let{width:t,height:n}=e;i.width!==t&&(i.width=t),i.height!==n&&(i.height=n);let s=i.getContext("2d");if(!s)throw new Error("The browser draws no pictures.");s.putImageData(new ImageData(ff(e),t,n),0,0)}var Hh={glossary:[{word:"Siren",meaning:"A small network with sine activations. Here it says of every point of a plane which colour it has: that is the picture."},{word:"PSNR",meaning:"How like two pictures are, in decibels: 20 is a likeness, above 35 one sees no difference."}],making:{from:"A folder of pictures; a small network is fitted to each.",commands:["python -m explorer zoo images DIR --out zoos/mine","python -m explorer train images --zoo zoos/mine --out pretrained/mine --recipe pictures"]}};var gf=Hh.glossary,xf=Hh.making,sy={input:"input network",original:"original"};function Yo({width:i,height:e}){return`${i} × ${e} pixels`}function vf(i){return sy[i]??i}function yf(i){return i?.name==="original"}function bf({psnr:i,facts:e}){return i===null?e:[["PSNR to input",`${i.toFixed(1)} dB`],...e]}function Vh(i){let{psnr:e,facts:t}=i;return[e===null?"":`PSNR ${e.toFixed(1)} decibels to its input network`,...t.map(([s,r])=>`${s} ${r}`)].filter(Boolean).join(", ")}function _f(i){let{picture:e}=i;return[`Decoded picture, ${e.width} by ${e.height} pixels`,Vh(i)].filter(Boolean).join(", ")}var Er=class{root;frame=null;side;title=w("div",{class:"nx-picture-title"});main=new Pi("nx-picture-main");area;others=w("div",{class:"nx-picture-others"});facts=w("dl",{class:"nx-picture-facts"});empty=w("p",{class:"nx-picture-empty nx-faint",text:Rs});plates=[];told="";constructor(){this.area=w("div",{class:"nx-picture-area"},this.main.root,this.empty),this.side=w("div",{class:"nx-picture-side"},this.others,this.facts),this.root=w("section",{class:"nx-picture-card"},this.title,w("div",{class:"nx-picture-body"},this.area,this.side)),ve(this.title,!0)}setTitle(e){be(this.title,e),ve(this.title,e==="")}show(e){this.frame=e;let t=e?.content??null;ve(this.empty,t!==null),this.main.show(t?.picture??null,"",t?_f(t):"");let n=t?.beside??[];for(ve(this.others,n.length===0);this.plates.length<n.length;){let s=new Pi("nx-picture-small");this.plates.push(s),this.others.append(s.root)}for(let[s,r]of this.plates.entries()){let o=n[s]??null,a=o?vf(o.name):"";r.show(o,a,o?`Picture of the ${a}, ${Yo(o)}`:"")}this.tell(t?bf(t):[])}fit(e){let{clientWidth:t,clientHeight:n}=this.area;this.main.fit({width:t,height:n},e);for(let[s,r]of this.plates.entries())r.setSmooth(e&&!yf(this.frame?.content.beside[s]))}tell(e){let t=JSON.stringify(e);t!==this.told&&(this.told=t,this.facts.replaceChildren(...e.map(([n,s])=>w("div",{},w("dt",{text:n}),w("dd",{text:s})))),ve(this.facts,e.length===0))}};var ry={side:512,gap:24,edge:20},Ko=class{element;cards=[new Er,new Er];ends=[new Pi("nx-picture-end"),new Pi("nx-picture-end")];smoothButton;frames=new Si(this.cards,()=>{for(let e of this.cards)e.fit(this.smooth)});options={compare:!1,insets:!0};smooth=!0;paper="#ffffff";endsThere=!1;endsBox;constructor(e){this.smoothButton=qe("Smooth","Smooth between the pixels",()=>this.setSmooth(!this.smooth));let t=this.ends.map(n=>n.root);this.endsBox=w("div",{class:"nx-picture-ends",attributes:{role:"group","aria-label":"Both ends of the path"}},...t),this.cards[0].side.append(this.smoothButton,this.endsBox),this.element=w("div",{class:"nx-pictures"},...this.cards.map(n=>n.root)),e.append(this.element),this.setSmooth(!0),this.arrange()}shown(e){return Ti(this.cards[e].frame)}show(e,t){this.frames.show(e,t)}showEnds(e,t){for(let[n,s]of[e,t].entries()){let r=n===0?"A":"B";this.ends[n].show(s?.content.picture??null,r,`Picture at ${r}`)}this.endsThere=e!==null||t!==null,this.arrange()}setTitles(e,t){this.cards[0].setTitle(e),this.cards[1].setTitle(t),this.frames.ask()}setOptions({compare:e,insets:t}){this.options={compare:e??this.options.compare,insets:t??this.options.insets},this.arrange()}setTheme(e){this.paper=e.paper}resize(){this.frames.ask()}async picture(){let t=this.cards.slice(0,this.options.compare?2:1).map(s=>s.frame).flatMap(s=>s?[s.content.picture]:[]);if(t.length===0)throw new Error("Nothing is shown yet.");let n=document.createElement("canvas");return this.compose(n,t),Ei(n)}dispose(){this.frames.dispose(),this.element.remove()}setSmooth(e){this.smooth=e,nn(this.smoothButton,e);for(let t of this.ends)t.setSmooth(e);this.frames.ask()}arrange(){let{compare:e,insets:t}=this.options;this.element.classList.toggle("nx-picture-two",e),ve(this.cards[1].root,!e),ve(this.endsBox,!t||!this.endsThere),this.frames.ask()}compose(e,t){let{side:n,gap:s,edge:r}=ry,o=t.map(({width:h,height:u})=>Math.max(Math.round(n/Math.max(h,u)),1)),a=t.map(({width:h},u)=>h*o[u]);e.width=a.reduce((h,u)=>h+u,0)+s*(t.length-1)+2*r,e.height=Math.max(...t.map(({height:h},u)=>h*o[u]))+2*r;let l=e.getContext("2d");if(!l)throw new Error("The browser draws no pictures.");l.fillStyle=this.paper,l.fillRect(0,0,e.width,e.height),l.imageSmoothingEnabled=this.smooth;let c=r;for(let[h,u]of t.entries()){let d=document.createElement("canvas");zh(d,u),l.drawImage(d,c,r,a[h],u.height*o[h]),c+=a[h]+s}}};var Gh=4096,oy=8,Mf=[1,3,4];async function Sf(i,e){let t=mt(i.picture,'"picture"'),n=wf(t),s=Tt(t.beside,"beside",h=>{let u=mt(h,"A picture beside it");return{name:nt(u,"name"),...wf(u)}});s.length>oy&&ze(`${s.length} pictures are beside one.`);let r=[n,...s].map(({width:h,height:u,channels:d})=>h*u*d),o=await Ai(e,r.reduce((h,u)=>h+u,0)),a=0,[l,...c]=r.map(h=>o.subarray(a,a+=h));return{picture:{...n,pixels:l},beside:s.map((h,u)=>({...h,pixels:c[u]})),psnr:t.psnr==null?null:st(t,"psnr"),facts:Tt(t.facts,"facts",ay),held:o.byteLength}}function Tf(i){return{channels:dn(i,"channels",Mf),size:$e(i,"size",1,Gh),data:nt(i,"data"),classes:i.classes==null?[]:sn(i.classes,"classes")}}function wf(i){return{width:$e(i,"width",1,Gh),height:$e(i,"height",1,Gh),channels:dn(i,"channels",Mf)}}function ay(i){let[e,t,...n]=sn(i,"facts");return e!==void 0&&t!==void 0&&n.length===0?[e,t]:ze('"facts" holds no fact.')}var Ef={content:Sf,about:Tf,trouble:()=>null,view:i=>new Ko(i),words:{noun:"picture",nouns:"pictures",mean:"Mean picture",glossary:gf,making:xf,fineness:({content:i})=>Yo(i.picture),spoken:({content:i})=>Vh(i),worth:()=>null},tools:["insets"],detail:{draft:Number.POSITIVE_INFINITY,finest:Number.POSITIVE_INFINITY},curve:null,optimizing:{toward:"a picture",hint:"The latent walks to where the decoded picture is more like another, and its point over the map.",ranking:null,measure:zo("PSNR",1,Number.POSITIVE_INFINITY,i=>`${i.toFixed(2)} dB`),goals:i=>Ho("picture",i)},map:{terrain:null,worth:i=>i.toFixed(4)}};var Ns=3e4,ly=5,Wh=4e6,cy={positions:new Uint16Array,normals:new Int8Array,indices:new Uint16Array};async function Af(i,e){let t=await uy(hy(i),e);return{mesh:t,pieces:$e(i,"pieces",0,Wh),held:t.positions.byteLength+t.normals.byteLength+t.indices.byteLength}}function hy(i){return{vertices:$e(i,"vertices",0,Wh),faces:$e(i,"faces",0,2*Wh),planes:dn(i,"planes",[2,3])}}async function uy(i,e){if(i.vertices===0&&i.faces===0&&e.byteLength===0)return cy;let t=await Ai(e,6*i.vertices+i.planes*3*i.faces),n=py(i,t),s=performance.now();for(;;){let r=n.next();if(r.done)return r.value;performance.now()-s<ly||(await dy(),s=performance.now())}}function dy(){return new Promise(i=>{let{port1:e,port2:t}=new MessageChannel;e.onmessage=()=>{e.close(),i()},t.postMessage(null)})}function*py(i,e){let{vertices:t,faces:n,planes:s}=i,r=new Uint16Array(3*t);for(let u=0;u<3;u+=1)fy(u,t,e,r),yield;let o=t<=65536?new Uint16Array(3*n):new Uint32Array(3*n),a=e.subarray(6*t),l=0;for(let u=0;u<o.length;u+=Ns)l=my(a,s,t,o,u,Math.min(u+Ns,o.length),l),yield;l!==t&&ze(`A frame's faces name ${l} of its ${t} vertices.`);let c=new Float32Array(r.length);for(let u=0;u<o.length;u+=Ns)gy(r,o,c,u,Math.min(u+Ns,o.length)),yield;let h=new Int8Array(c.length);for(let u=0;u<c.length;u+=Ns)xy(c,h,u,Math.min(u+Ns,c.length)),yield;return{positions:r,normals:h,indices:o}}function fy(i,e,t,n){let[s,r]=[i*e,(3+i)*e],o=0;for(let a=0;a<e;a+=1)o=o+t[s+a]+256*t[r+a]&65535,n[3*a+i]=o}function my(i,e,t,n,s,r,o){let a=n.length,l=o;for(let c=s;c<r;c+=1){let h=i[c]|i[a+c]<<8;e===3&&(h|=i[2*a+c]<<16),h>l&&ze(`A frame's face names a vertex ${h-l} before the first.`),n[c]=l-h,h===0&&(l+=1),l>t&&ze(`A frame's faces name more than its ${t} vertices.`)}return l}function gy(i,e,t,n,s){for(let r=n;r<s;r+=3){let o=3*e[r],a=3*e[r+1],l=3*e[r+2],c=i[a]-i[o],h=i[a+1]-i[o+1],u=i[a+2]-i[o+2],d=i[l]-i[o],p=i[l+1]-i[o+1],m=i[l+2]-i[o+2],x=h*m-u*p,f=u*d-c*m,g=c*p-h*d;t[o]=t[o]+x,t[o+1]=t[o+1]+f,t[o+2]=t[o+2]+g,t[a]=t[a]+x,t[a+1]=t[a+1]+f,t[a+2]=t[a+2]+g,t[l]=t[l]+x,t[l+1]=t[l+1]+f,t[l+2]=t[l+2]+g}}function xy(i,e,t,n){for(let s=t;s<n;s+=3){let r=Math.sqrt(i[s]**2+i[s+1]**2+i[s+2]**2),o=r>0?127/r:0;e[s]=Math.round(i[s]*o),e[s+1]=r>0?Math.round(i[s+1]*o):127,e[s+2]=Math.round(i[s+2]*o)}}var $h={glossary:[{word:"Siren",meaning:"A small network with sine activations. Here it says of every point in a cube how far the surface is, and on which side: that is the shape."},{word:"IoU",meaning:"Intersection over union: the volume that two shapes share, over that of both together. 1 is the same shape, 0 has nothing in common."},{word:"Loose pieces",meaning:"Parts of the surface that do not hang together. A shape in many is rubble, however near its networks are."}],making:{from:"A folder of meshes (STL, OBJ, PLY, GLB); a small network is fitted to each. Sub-folders are their kinds.",commands:["python -m explorer zoo shapes DIR --out zoos/mine","python -m explorer train shapes --zoo zoos/mine --out pretrained/mine"]}};var Cf=$h.glossary,Rf=$h.making;function Pf(i){return i===0?"without a surface":i===1?"in one piece":`in ${i} loose pieces`}var Lf;function jo(){return Lf??=yy(),Lf}function yy(){let i=document.createElement("canvas").getContext("webgl2");if(!i)return{supported:!1,software:!1};let e=i.getExtension("WEBGL_debug_renderer_info"),t=String(i.getParameter(e?e.UNMASKED_RENDERER_WEBGL:i.RENDERER));return i.getExtension("WEBGL_lose_context")?.loseContext(),{supported:!0,software:/swiftshader|llvmpipe|softpipe|software|basic render/i.test(t)}}var Xi={LEFT:0,MIDDLE:1,RIGHT:2,ROTATE:0,DOLLY:1,PAN:2},qi={ROTATE:0,PAN:1,DOLLY_PAN:2,DOLLY_ROTATE:3},om=0,bu=1,am=2;var eo=1,lm=2,ir=3,Zn=0,hn=1,Cn=2,xs=0,sr=1,_u=2,wu=3,Mu=4,cm=5;var vs=100,hm=101,um=102,dm=103,pm=104,fm=200,mm=201,gm=202,xm=203,Su=204,Tu=205,vm=206,ym=207,bm=208,_m=209,wm=210,Mm=211,Sm=212,Tm=213,Em=214,_a=0,wa=1,Ma=2,Ks=3,Sa=4,Ta=5,Ea=6,Aa=7,Eu=0,Am=1,Cm=2,Jn=0,Au=1,Cu=2,Ru=3,Pu=4,Lu=5,Iu=6,Du=7;var Nu=300,ys=301,rr=302,el=303,tl=304,Ca=1e3,jn=1001,Ra=1002,Pt=1003,Rm=1004;var to=1005;var kt=1006,nl=1007;var fi=1008;var Jt=1009,ku=1010,Ou=1011,or=1012,il=1013,On=1014,Fn=1015,Un=1016,sl=1017,rl=1018,bs=1020,Fu=35902,Uu=35899,Bu=1021,zu=1022,Bn=1023,ui=1026,mi=1027,no=1028,ol=1029,Yi=1030,al=1031;var ll=1033,io=33776,so=33777,ro=33778,oo=33779,cl=35840,hl=35841,ul=35842,dl=35843,pl=36196,fl=37492,ml=37496,gl=37488,xl=37489,ao=37490,vl=37491,yl=37808,bl=37809,_l=37810,wl=37811,Ml=37812,Sl=37813,Tl=37814,El=37815,Al=37816,Cl=37817,Rl=37818,Pl=37819,Ll=37820,Il=37821,Dl=36492,Nl=36494,kl=36495,Ol=36283,Fl=36284,lo=36285,Ul=36286;var kr=2300,Pa=2301,ya=2302,pu=2303,fu=2400,mu=2401,gu=2402;var Pm=3200;var Hu=0,Lm=1,gi="",rn="srgb",Or="srgb-linear",Fr="linear",ot="srgb";var ba=7680;var Im=519,Dm=512,Nm=513,km=514,Vu=515,Om=516,Fm=517,Gu=518,Wu=519,Um=35044,co=35048;var $u="300 es",An=2e3,js=2001;function by(i){for(let e=i.length-1;e>=0;--e)if(i[e]>=65535)return!0;return!1}function _y(i){return ArrayBuffer.isView(i)&&!(i instanceof DataView)}function Ur(i){return document.createElementNS("http://www.w3.org/1999/xhtml",i)}function Bm(){let i=Ur("canvas");return i.style.display="block",i}var If={},Zs=null;function Xu(...i){let e="THREE."+i.shift();Zs?Zs("log",e,...i):console.log(e,...i)}function zm(i){let e=i[0];if(typeof e=="string"&&e.startsWith("TSL:")){let t=i[1];t&&t.isStackTrace?i[0]+=" "+t.getLocation():i[1]='Stack trace not available. Enable "THREE.Node.captureStackTrace" to capture stack traces.'}return i}function Pe(...i){i=zm(i);let e="THREE."+i.shift();if(Zs)Zs("warn",e,...i);else{let t=i[0];t&&t.isStackTrace?console.warn(t.getError(e)):console.warn(e,...i)}}function ke(...i){i=zm(i);let e="THREE."+i.shift();if(Zs)Zs("error",e,...i);else{let t=i[0];t&&t.isStackTrace?console.error(t.getError(e)):console.error(e,...i)}}function Ir(...i){let e=i.join(" ");e in If||(If[e]=!0,Pe(...i))}function Hm(i,e,t){return new Promise(function(n,s){function r(){switch(i.clientWaitSync(e,i.SYNC_FLUSH_COMMANDS_BIT,0)){case i.WAIT_FAILED:s();break;case i.TIMEOUT_EXPIRED:setTimeout(r,t);break;default:n()}}setTimeout(r,t)})}var Vm={[_a]:_a,[Ma]:Ea,[Sa]:Sa,[Ks]:Ta,[wa]:wa,[Ea]:Ma,[Aa]:Aa,[Ta]:Ks},kn=class{addEventListener(e,t){this._listeners===void 0&&(this._listeners={});let n=this._listeners;n[e]===void 0&&(n[e]=[]),n[e].indexOf(t)===-1&&n[e].push(t)}hasEventListener(e,t){let n=this._listeners;return n===void 0?!1:n[e]!==void 0&&n[e].indexOf(t)!==-1}removeEventListener(e,t){let n=this._listeners;if(n===void 0)return;let s=n[e];if(s!==void 0){let r=s.indexOf(t);r!==-1&&s.splice(r,1)}}dispatchEvent(e){let t=this._listeners;if(t===void 0)return;let n=t[e.type];if(n!==void 0){e.target=this;let s=n.slice(0);for(let r=0,o=s.length;r<o;r++)s[r].call(this,e);e.target=null}}},Kt=["00","01","02","03","04","05","06","07","08","09","0a","0b","0c","0d","0e","0f","10","11","12","13","14","15","16","17","18","19","1a","1b","1c","1d","1e","1f","20","21","22","23","24","25","26","27","28","29","2a","2b","2c","2d","2e","2f","30","31","32","33","34","35","36","37","38","39","3a","3b","3c","3d","3e","3f","40","41","42","43","44","45","46","47","48","49","4a","4b","4c","4d","4e","4f","50","51","52","53","54","55","56","57","58","59","5a","5b","5c","5d","5e","5f","60","61","62","63","64","65","66","67","68","69","6a","6b","6c","6d","6e","6f","70","71","72","73","74","75","76","77","78","79","7a","7b","7c","7d","7e","7f","80","81","82","83","84","85","86","87","88","89","8a","8b","8c","8d","8e","8f","90","91","92","93","94","95","96","97","98","99","9a","9b","9c","9d","9e","9f","a0","a1","a2","a3","a4","a5","a6","a7","a8","a9","aa","ab","ac","ad","ae","af","b0","b1","b2","b3","b4","b5","b6","b7","b8","b9","ba","bb","bc","bd","be","bf","c0","c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb","cc","cd","ce","cf","d0","d1","d2","d3","d4","d5","d6","d7","d8","d9","da","db","dc","dd","de","df","e0","e1","e2","e3","e4","e5","e6","e7","e8","e9","ea","eb","ec","ed","ee","ef","f0","f1","f2","f3","f4","f5","f6","f7","f8","f9","fa","fb","fc","fd","fe","ff"],Df=1234567,Dr=Math.PI/180,Js=180/Math.PI;function ar(){let i=Math.random()*4294967295|0,e=Math.random()*4294967295|0,t=Math.random()*4294967295|0,n=Math.random()*4294967295|0;return(Kt[i&255]+Kt[i>>8&255]+Kt[i>>16&255]+Kt[i>>24&255]+"-"+Kt[e&255]+Kt[e>>8&255]+"-"+Kt[e>>16&15|64]+Kt[e>>24&255]+"-"+Kt[t&63|128]+Kt[t>>8&255]+"-"+Kt[t>>16&255]+Kt[t>>24&255]+Kt[n&255]+Kt[n>>8&255]+Kt[n>>16&255]+Kt[n>>24&255]).toLowerCase()}function Ye(i,e,t){return Math.max(e,Math.min(t,i))}function qu(i,e){return(i%e+e)%e}function wy(i,e,t,n,s){return n+(i-e)*(s-n)/(t-e)}function My(i,e,t){return i!==e?(t-i)/(e-i):0}function Nr(i,e,t){return(1-t)*i+t*e}function Sy(i,e,t,n){return Nr(i,e,1-Math.exp(-t*n))}function Ty(i,e=1){return e-Math.abs(qu(i,e*2)-e)}function Ey(i,e,t){return i<=e?0:i>=t?1:(i=(i-e)/(t-e),i*i*(3-2*i))}function Ay(i,e,t){return i<=e?0:i>=t?1:(i=(i-e)/(t-e),i*i*i*(i*(i*6-15)+10))}function Cy(i,e){return i+Math.floor(Math.random()*(e-i+1))}function Ry(i,e){return i+Math.random()*(e-i)}function Py(i){return i*(.5-Math.random())}function Ly(i){i!==void 0&&(Df=i);let e=Df+=1831565813;return e=Math.imul(e^e>>>15,e|1),e^=e+Math.imul(e^e>>>7,e|61),((e^e>>>14)>>>0)/4294967296}function Iy(i){return i*Dr}function Dy(i){return i*Js}function Ny(i){return i>0&&Number.isInteger(i)&&2**Math.round(Math.log2(i))===i}function ky(i){return Math.pow(2,Math.ceil(Math.log(i)/Math.LN2))}function Yu(i){return Math.pow(2,Math.floor(Math.log(i)/Math.LN2))}function Oy(i,e,t,n,s){let r=Math.cos,o=Math.sin,a=r(t/2),l=o(t/2),c=r((e+n)/2),h=o((e+n)/2),u=r((e-n)/2),d=o((e-n)/2),p=r((n-e)/2),m=o((n-e)/2);switch(s){case"XYX":i.set(a*h,l*u,l*d,a*c);break;case"YZY":i.set(l*d,a*h,l*u,a*c);break;case"ZXZ":i.set(l*u,l*d,a*h,a*c);break;case"XZX":i.set(a*h,l*m,l*p,a*c);break;case"YXY":i.set(l*p,a*h,l*m,a*c);break;case"ZYZ":i.set(l*m,l*p,a*h,a*c);break;default:Pe("MathUtils: .setQuaternionFromProperEuler() encountered an unknown order: "+s)}}function Ku(i){switch(i.constructor){case Uint32Array:return 4294967295;case Uint16Array:return 65535;case Uint8Array:case Uint8ClampedArray:return 255;case Int32Array:return 2147483647;case Int16Array:return 32767;case Int8Array:return 127;default:return}}function Gm(i,e){if(e.constructor===Float32Array)return i;let t=Ku(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.max(i/t,-1)}function Wm(i,e){if(e.constructor===Float32Array)return i;let t=Ku(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.round(i*t)}var bn={DEG2RAD:Dr,RAD2DEG:Js,generateUUID:ar,clamp:Ye,euclideanModulo:qu,mapLinear:wy,inverseLerp:My,lerp:Nr,damp:Sy,pingpong:Ty,smoothstep:Ey,smootherstep:Ay,randInt:Cy,randFloat:Ry,randFloatSpread:Py,seededRandom:Ly,degToRad:Iy,radToDeg:Dy,isPowerOfTwo:Ny,ceilPowerOfTwo:ky,floorPowerOfTwo:Yu,setQuaternionFromProperEuler:Oy,normalize:Wm,denormalize:Gm},Ne=class{static{this.prototype.isVector2=!0}constructor(e=0,t=0){this.x=e,this.y=t}get width(){return this.x}set width(e){this.x=e}get height(){return this.y}set height(e){this.y=e}set(e,t){return this.x=e,this.y=t,this}setScalar(e){return this.x=e,this.y=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;default:throw new Error("THREE.Vector2: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;default:throw new Error("THREE.Vector2: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y)}copy(e){return this.x=e.x,this.y=e.y,this}add(e){return this.x+=e.x,this.y+=e.y,this}addScalar(e){return this.x+=e,this.y+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this}subScalar(e){return this.x-=e,this.y-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this}multiply(e){return this.x*=e.x,this.y*=e.y,this}multiplyScalar(e){return this.x*=e,this.y*=e,this}divide(e){return this.x/=e.x,this.y/=e.y,this}divideScalar(e){return this.multiplyScalar(1/e)}applyMatrix3(e){let t=this.x,n=this.y,s=e.elements;return this.x=s[0]*t+s[3]*n+s[6],this.y=s[1]*t+s[4]*n+s[7],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this}clamp(e,t){return this.x=Ye(this.x,e.x,t.x),this.y=Ye(this.y,e.y,t.y),this}clampScalar(e,t){return this.x=Ye(this.x,e,t),this.y=Ye(this.y,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Ye(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this}negate(){return this.x=-this.x,this.y=-this.y,this}dot(e){return this.x*e.x+this.y*e.y}cross(e){return this.x*e.y-this.y*e.x}lengthSq(){return this.x*this.x+this.y*this.y}length(){return Math.sqrt(this.x*this.x+this.y*this.y)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)}normalize(){return this.divideScalar(this.length()||1)}angle(){return Math.atan2(-this.y,-this.x)+Math.PI}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(Ye(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y;return t*t+n*n}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this}equals(e){return e.x===this.x&&e.y===this.y}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this}rotateAround(e,t){let n=Math.cos(t),s=Math.sin(t),r=this.x-e.x,o=this.y-e.y;return this.x=r*n-o*s+e.x,this.y=r*s+o*n+e.y,this}random(){return this.x=Math.random(),this.y=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y}},xn=class{constructor(e=0,t=0,n=0,s=1){this.isQuaternion=!0,this._x=e,this._y=t,this._z=n,this._w=s}static slerpFlat(e,t,n,s,r,o,a){let l=n[s+0],c=n[s+1],h=n[s+2],u=n[s+3],d=r[o+0],p=r[o+1],m=r[o+2],x=r[o+3];if(u!==x||l!==d||c!==p||h!==m){let f=l*d+c*p+h*m+u*x;f<0&&(d=-d,p=-p,m=-m,x=-x,f=-f);let g=1-a;if(f<.9995){let _=Math.acos(f),E=Math.sin(_);g=Math.sin(g*_)/E,a=Math.sin(a*_)/E,l=l*g+d*a,c=c*g+p*a,h=h*g+m*a,u=u*g+x*a}else{l=l*g+d*a,c=c*g+p*a,h=h*g+m*a,u=u*g+x*a;let _=1/Math.sqrt(l*l+c*c+h*h+u*u);l*=_,c*=_,h*=_,u*=_}}e[t]=l,e[t+1]=c,e[t+2]=h,e[t+3]=u}static multiplyQuaternionsFlat(e,t,n,s,r,o){let a=n[s],l=n[s+1],c=n[s+2],h=n[s+3],u=r[o],d=r[o+1],p=r[o+2],m=r[o+3];return e[t]=a*m+h*u+l*p-c*d,e[t+1]=l*m+h*d+c*u-a*p,e[t+2]=c*m+h*p+a*d-l*u,e[t+3]=h*m-a*u-l*d-c*p,e}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get w(){return this._w}set w(e){this._w=e,this._onChangeCallback()}set(e,t,n,s){return this._x=e,this._y=t,this._z=n,this._w=s,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._w)}copy(e){return this._x=e.x,this._y=e.y,this._z=e.z,this._w=e.w,this._onChangeCallback(),this}setFromEuler(e,t=!0){let n=e._x,s=e._y,r=e._z,o=e._order,a=Math.cos,l=Math.sin,c=a(n/2),h=a(s/2),u=a(r/2),d=l(n/2),p=l(s/2),m=l(r/2);switch(o){case"XYZ":this._x=d*h*u+c*p*m,this._y=c*p*u-d*h*m,this._z=c*h*m+d*p*u,this._w=c*h*u-d*p*m;break;case"YXZ":this._x=d*h*u+c*p*m,this._y=c*p*u-d*h*m,this._z=c*h*m-d*p*u,this._w=c*h*u+d*p*m;break;case"ZXY":this._x=d*h*u-c*p*m,this._y=c*p*u+d*h*m,this._z=c*h*m+d*p*u,this._w=c*h*u-d*p*m;break;case"ZYX":this._x=d*h*u-c*p*m,this._y=c*p*u+d*h*m,this._z=c*h*m-d*p*u,this._w=c*h*u+d*p*m;break;case"YZX":this._x=d*h*u+c*p*m,this._y=c*p*u+d*h*m,this._z=c*h*m-d*p*u,this._w=c*h*u-d*p*m;break;case"XZY":this._x=d*h*u-c*p*m,this._y=c*p*u-d*h*m,this._z=c*h*m+d*p*u,this._w=c*h*u+d*p*m;break;default:Pe("Quaternion: .setFromEuler() encountered an unknown order: "+o)}return t===!0&&this._onChangeCallback(),this}setFromAxisAngle(e,t){let n=t/2,s=Math.sin(n);return this._x=e.x*s,this._y=e.y*s,this._z=e.z*s,this._w=Math.cos(n),this._onChangeCallback(),this}setFromRotationMatrix(e){let t=e.elements,n=t[0],s=t[4],r=t[8],o=t[1],a=t[5],l=t[9],c=t[2],h=t[6],u=t[10],d=n+a+u;if(d>0){let p=.5/Math.sqrt(d+1);this._w=.25/p,this._x=(h-l)*p,this._y=(r-c)*p,this._z=(o-s)*p}else if(n>a&&n>u){let p=2*Math.sqrt(1+n-a-u);this._w=(h-l)/p,this._x=.25*p,this._y=(s+o)/p,this._z=(r+c)/p}else if(a>u){let p=2*Math.sqrt(1+a-n-u);this._w=(r-c)/p,this._x=(s+o)/p,this._y=.25*p,this._z=(l+h)/p}else{let p=2*Math.sqrt(1+u-n-a);this._w=(o-s)/p,this._x=(r+c)/p,this._y=(l+h)/p,this._z=.25*p}return this._onChangeCallback(),this}setFromUnitVectors(e,t){let n=e.dot(t)+1;return n<1e-8?(n=0,Math.abs(e.x)>Math.abs(e.z)?(this._x=-e.y,this._y=e.x,this._z=0,this._w=n):(this._x=0,this._y=-e.z,this._z=e.y,this._w=n)):(this._x=e.y*t.z-e.z*t.y,this._y=e.z*t.x-e.x*t.z,this._z=e.x*t.y-e.y*t.x,this._w=n),this.normalize()}angleTo(e){return 2*Math.acos(Math.abs(Ye(this.dot(e),-1,1)))}rotateTowards(e,t){let n=this.angleTo(e);if(n===0)return this;let s=Math.min(1,t/n);return this.slerp(e,s),this}identity(){return this.set(0,0,0,1)}invert(){return this.conjugate()}conjugate(){return this._x*=-1,this._y*=-1,this._z*=-1,this._onChangeCallback(),this}dot(e){return this._x*e._x+this._y*e._y+this._z*e._z+this._w*e._w}lengthSq(){return this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w}length(){return Math.sqrt(this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w)}normalize(){let e=this.length();return e===0?(this._x=0,this._y=0,this._z=0,this._w=1):(e=1/e,this._x=this._x*e,this._y=this._y*e,this._z=this._z*e,this._w=this._w*e),this._onChangeCallback(),this}multiply(e){return this.multiplyQuaternions(this,e)}premultiply(e){return this.multiplyQuaternions(e,this)}multiplyQuaternions(e,t){let n=e._x,s=e._y,r=e._z,o=e._w,a=t._x,l=t._y,c=t._z,h=t._w;return this._x=n*h+o*a+s*c-r*l,this._y=s*h+o*l+r*a-n*c,this._z=r*h+o*c+n*l-s*a,this._w=o*h-n*a-s*l-r*c,this._onChangeCallback(),this}slerp(e,t){let n=e._x,s=e._y,r=e._z,o=e._w,a=this.dot(e);a<0&&(n=-n,s=-s,r=-r,o=-o,a=-a);let l=1-t;if(a<.9995){let c=Math.acos(a),h=Math.sin(c);l=Math.sin(l*c)/h,t=Math.sin(t*c)/h,this._x=this._x*l+n*t,this._y=this._y*l+s*t,this._z=this._z*l+r*t,this._w=this._w*l+o*t,this._onChangeCallback()}else this._x=this._x*l+n*t,this._y=this._y*l+s*t,this._z=this._z*l+r*t,this._w=this._w*l+o*t,this.normalize();return this}slerpQuaternions(e,t,n){return this.copy(e).slerp(t,n)}random(){let e=2*Math.PI*Math.random(),t=2*Math.PI*Math.random(),n=Math.random(),s=Math.sqrt(1-n),r=Math.sqrt(n);return this.set(s*Math.sin(e),s*Math.cos(e),r*Math.sin(t),r*Math.cos(t))}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._w===this._w}fromArray(e,t=0){return this._x=e[t],this._y=e[t+1],this._z=e[t+2],this._w=e[t+3],this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._w,e}fromBufferAttribute(e,t){return this._x=e.getX(t),this._y=e.getY(t),this._z=e.getZ(t),this._w=e.getW(t),this._onChangeCallback(),this}toJSON(){return this.toArray()}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._w}},N=class{static{this.prototype.isVector3=!0}constructor(e=0,t=0,n=0){this.x=e,this.y=t,this.z=n}set(e,t,n){return n===void 0&&(n=this.z),this.x=e,this.y=t,this.z=n,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;default:throw new Error("THREE.Vector3: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;default:throw new Error("THREE.Vector3: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this}multiplyVectors(e,t){return this.x=e.x*t.x,this.y=e.y*t.y,this.z=e.z*t.z,this}applyEuler(e){return this.applyQuaternion(Nf.setFromEuler(e))}applyAxisAngle(e,t){return this.applyQuaternion(Nf.setFromAxisAngle(e,t))}applyMatrix3(e){let t=this.x,n=this.y,s=this.z,r=e.elements;return this.x=r[0]*t+r[3]*n+r[6]*s,this.y=r[1]*t+r[4]*n+r[7]*s,this.z=r[2]*t+r[5]*n+r[8]*s,this}applyNormalMatrix(e){return this.applyMatrix3(e).normalize()}applyMatrix4(e){let t=this.x,n=this.y,s=this.z,r=e.elements,o=1/(r[3]*t+r[7]*n+r[11]*s+r[15]);return this.x=(r[0]*t+r[4]*n+r[8]*s+r[12])*o,this.y=(r[1]*t+r[5]*n+r[9]*s+r[13])*o,this.z=(r[2]*t+r[6]*n+r[10]*s+r[14])*o,this}applyQuaternion(e){let t=this.x,n=this.y,s=this.z,r=e.x,o=e.y,a=e.z,l=e.w,c=2*(o*s-a*n),h=2*(a*t-r*s),u=2*(r*n-o*t);return this.x=t+l*c+o*u-a*h,this.y=n+l*h+a*c-r*u,this.z=s+l*u+r*h-o*c,this}project(e){return this.applyMatrix4(e.matrixWorldInverse).applyMatrix4(e.projectionMatrix)}unproject(e){return this.applyMatrix4(e.projectionMatrixInverse).applyMatrix4(e.matrixWorld)}transformDirection(e){let t=this.x,n=this.y,s=this.z,r=e.elements;return this.x=r[0]*t+r[4]*n+r[8]*s,this.y=r[1]*t+r[5]*n+r[9]*s,this.z=r[2]*t+r[6]*n+r[10]*s,this.normalize()}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this}divideScalar(e){return this.multiplyScalar(1/e)}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this}clamp(e,t){return this.x=Ye(this.x,e.x,t.x),this.y=Ye(this.y,e.y,t.y),this.z=Ye(this.z,e.z,t.z),this}clampScalar(e,t){return this.x=Ye(this.x,e,t),this.y=Ye(this.y,e,t),this.z=Ye(this.z,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Ye(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this}cross(e){return this.crossVectors(this,e)}crossVectors(e,t){let n=e.x,s=e.y,r=e.z,o=t.x,a=t.y,l=t.z;return this.x=s*l-r*a,this.y=r*o-n*l,this.z=n*a-s*o,this}projectOnVector(e){let t=e.lengthSq();if(t===0)return this.set(0,0,0);let n=e.dot(this)/t;return this.copy(e).multiplyScalar(n)}projectOnPlane(e){return Xh.copy(this).projectOnVector(e),this.sub(Xh)}reflect(e){return this.sub(Xh.copy(e).multiplyScalar(2*this.dot(e)))}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(Ye(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y,s=this.z-e.z;return t*t+n*n+s*s}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)+Math.abs(this.z-e.z)}setFromSpherical(e){return this.setFromSphericalCoords(e.radius,e.phi,e.theta)}setFromSphericalCoords(e,t,n){let s=Math.sin(t)*e;return this.x=s*Math.sin(n),this.y=Math.cos(t)*e,this.z=s*Math.cos(n),this}setFromCylindrical(e){return this.setFromCylindricalCoords(e.radius,e.theta,e.y)}setFromCylindricalCoords(e,t,n){return this.x=e*Math.sin(t),this.y=n,this.z=e*Math.cos(t),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this}setFromMatrixScale(e){let t=this.setFromMatrixColumn(e,0).length(),n=this.setFromMatrixColumn(e,1).length(),s=this.setFromMatrixColumn(e,2).length();return this.x=t,this.y=n,this.z=s,this}setFromMatrixColumn(e,t){return this.fromArray(e.elements,t*4)}setFromMatrix3Column(e,t){return this.fromArray(e.elements,t*3)}setFromEuler(e){return this.x=e._x,this.y=e._y,this.z=e._z,this}setFromColor(e){return this.x=e.r,this.y=e.g,this.z=e.b,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this}randomDirection(){let e=Math.random()*Math.PI*2,t=Math.random()*2-1,n=Math.sqrt(1-t*t);return this.x=n*Math.cos(e),this.y=t,this.z=n*Math.sin(e),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z}},Xh=new N,Nf=new xn,Oe=class{static{this.prototype.isMatrix3=!0}constructor(e,t,n,s,r,o,a,l,c){this.elements=[1,0,0,0,1,0,0,0,1],e!==void 0&&this.set(e,t,n,s,r,o,a,l,c)}set(e,t,n,s,r,o,a,l,c){let h=this.elements;return h[0]=e,h[1]=s,h[2]=a,h[3]=t,h[4]=r,h[5]=l,h[6]=n,h[7]=o,h[8]=c,this}identity(){return this.set(1,0,0,0,1,0,0,0,1),this}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],this}extractBasis(e,t,n){return e.setFromMatrix3Column(this,0),t.setFromMatrix3Column(this,1),n.setFromMatrix3Column(this,2),this}setFromMatrix4(e){let t=e.elements;return this.set(t[0],t[4],t[8],t[1],t[5],t[9],t[2],t[6],t[10]),this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,s=t.elements,r=this.elements,o=n[0],a=n[3],l=n[6],c=n[1],h=n[4],u=n[7],d=n[2],p=n[5],m=n[8],x=s[0],f=s[3],g=s[6],_=s[1],E=s[4],M=s[7],C=s[2],A=s[5],v=s[8];return r[0]=o*x+a*_+l*C,r[3]=o*f+a*E+l*A,r[6]=o*g+a*M+l*v,r[1]=c*x+h*_+u*C,r[4]=c*f+h*E+u*A,r[7]=c*g+h*M+u*v,r[2]=d*x+p*_+m*C,r[5]=d*f+p*E+m*A,r[8]=d*g+p*M+m*v,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[3]*=e,t[6]*=e,t[1]*=e,t[4]*=e,t[7]*=e,t[2]*=e,t[5]*=e,t[8]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],h=e[8];return t*o*h-t*a*c-n*r*h+n*a*l+s*r*c-s*o*l}invert(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],h=e[8],u=h*o-a*c,d=a*l-h*r,p=c*r-o*l,m=t*u+n*d+s*p;if(m===0)return this.set(0,0,0,0,0,0,0,0,0);let x=1/m;return e[0]=u*x,e[1]=(s*c-h*n)*x,e[2]=(a*n-s*o)*x,e[3]=d*x,e[4]=(h*t-s*l)*x,e[5]=(s*r-a*t)*x,e[6]=p*x,e[7]=(n*l-c*t)*x,e[8]=(o*t-n*r)*x,this}transpose(){let e,t=this.elements;return e=t[1],t[1]=t[3],t[3]=e,e=t[2],t[2]=t[6],t[6]=e,e=t[5],t[5]=t[7],t[7]=e,this}getNormalMatrix(e){return this.setFromMatrix4(e).invert().transpose()}transposeIntoArray(e){let t=this.elements;return e[0]=t[0],e[1]=t[3],e[2]=t[6],e[3]=t[1],e[4]=t[4],e[5]=t[7],e[6]=t[2],e[7]=t[5],e[8]=t[8],this}setUvTransform(e,t,n,s,r,o,a){let l=Math.cos(r),c=Math.sin(r);return this.set(n*l,n*c,-n*(l*o+c*a)+o+e,-s*c,s*l,-s*(-c*o+l*a)+a+t,0,0,1),this}scale(e,t){return Ir("Matrix3: .scale() is deprecated. Use .makeScale() instead."),this.premultiply(qh.makeScale(e,t)),this}rotate(e){return Ir("Matrix3: .rotate() is deprecated. Use .makeRotation() instead."),this.premultiply(qh.makeRotation(-e)),this}translate(e,t){return Ir("Matrix3: .translate() is deprecated. Use .makeTranslation() instead."),this.premultiply(qh.makeTranslation(e,t)),this}makeTranslation(e,t){return e.isVector2?this.set(1,0,e.x,0,1,e.y,0,0,1):this.set(1,0,e,0,1,t,0,0,1),this}makeRotation(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,n,t,0,0,0,1),this}makeScale(e,t){return this.set(e,0,0,0,t,0,0,0,1),this}equals(e){let t=this.elements,n=e.elements;for(let s=0;s<9;s++)if(t[s]!==n[s])return!1;return!0}fromArray(e,t=0){for(let n=0;n<9;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e}clone(){return new this.constructor().fromArray(this.elements)}},qh=new Oe,kf=new Oe().set(.4123908,.3575843,.1804808,.212639,.7151687,.0721923,.0193308,.1191948,.9505322),Of=new Oe().set(3.2409699,-1.5373832,-.4986108,-.9692436,1.8759675,.0415551,.0556301,-.203977,1.0569715);function Fy(){let i={enabled:!0,workingColorSpace:Or,spaces:{},convert:function(s,r,o){return this.enabled===!1||r===o||!r||!o||(this.spaces[r].transfer===ot&&(s.r=hi(s.r),s.g=hi(s.g),s.b=hi(s.b)),this.spaces[r].primaries!==this.spaces[o].primaries&&(s.applyMatrix3(this.spaces[r].toXYZ),s.applyMatrix3(this.spaces[o].fromXYZ)),this.spaces[o].transfer===ot&&(s.r=Ys(s.r),s.g=Ys(s.g),s.b=Ys(s.b))),s},workingToColorSpace:function(s,r){return this.convert(s,this.workingColorSpace,r)},colorSpaceToWorking:function(s,r){return this.convert(s,r,this.workingColorSpace)},getPrimaries:function(s){return this.spaces[s].primaries},getTransfer:function(s){return s===gi?Fr:this.spaces[s].transfer},getToneMappingMode:function(s){return this.spaces[s].outputColorSpaceConfig.toneMappingMode||"standard"},getLuminanceCoefficients:function(s,r=this.workingColorSpace){return s.fromArray(this.spaces[r].luminanceCoefficients)},define:function(s){Object.assign(this.spaces,s)},_getMatrix:function(s,r,o){return s.copy(this.spaces[o].fromXYZ).multiply(this.spaces[r].toXYZ)},_getDrawingBufferColorSpace:function(s){return this.spaces[s].outputColorSpaceConfig.drawingBufferColorSpace},_getUnpackColorSpace:function(s=this.workingColorSpace){return this.spaces[s].workingColorSpaceConfig.unpackColorSpace}},e=[.64,.33,.3,.6,.15,.06],t=[.2126,.7152,.0722],n=[.3127,.329];return i.define({[Or]:{primaries:e,whitePoint:n,transfer:Fr,toXYZ:kf,fromXYZ:Of,luminanceCoefficients:t,workingColorSpaceConfig:{unpackColorSpace:rn},outputColorSpaceConfig:{drawingBufferColorSpace:rn}},[rn]:{primaries:e,whitePoint:n,transfer:ot,toXYZ:kf,fromXYZ:Of,luminanceCoefficients:t,outputColorSpaceConfig:{drawingBufferColorSpace:rn}}}),i}var Qe=Fy();function hi(i){return i<.04045?i*.0773993808:Math.pow(i*.9478672986+.0521327014,2.4)}function Ys(i){return i<.0031308?i*12.92:1.055*Math.pow(i,.41666)-.055}var ks,La=class{static getDataURL(e,t="image/png"){if(/^data:/i.test(e.src)||typeof HTMLCanvasElement>"u")return e.src;let n;if(e instanceof HTMLCanvasElement)n=e;else{ks===void 0&&(ks=Ur("canvas")),ks.width=e.width,ks.height=e.height;let s=ks.getContext("2d");e instanceof ImageData?s.putImageData(e,0,0):s.drawImage(e,0,0,e.width,e.height),n=ks}return n.toDataURL(t)}static sRGBToLinear(e){if(typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap){let t=Ur("canvas");t.width=e.width,t.height=e.height;let n=t.getContext("2d");n.drawImage(e,0,0,e.width,e.height);let s=n.getImageData(0,0,e.width,e.height),r=s.data;for(let o=0;o<r.length;o++)r[o]=hi(r[o]/255)*255;return n.putImageData(s,0,0),t}else if(e.data){let t=e.data.slice(0);for(let n=0;n<t.length;n++)t instanceof Uint8Array||t instanceof Uint8ClampedArray?t[n]=Math.floor(hi(t[n]/255)*255):t[n]=hi(t[n]);return{data:t,width:e.width,height:e.height}}else return Pe("ImageUtils.sRGBToLinear(): Unsupported image type. No color space conversion applied."),e}},Uy=0,hs=class{constructor(e=null){this.isTextureSource=!0,Object.defineProperty(this,"id",{value:Uy++}),this.uuid=ar(),this.data=e,this.dataReady=!0,this.version=0}getSize(e){let t=this.data;return typeof HTMLVideoElement<"u"&&t instanceof HTMLVideoElement?e.set(t.videoWidth,t.videoHeight,0):typeof VideoFrame<"u"&&t instanceof VideoFrame?e.set(t.displayWidth,t.displayHeight,0):t!==null?e.set(t.width||0,t.height||0,t.depth||0):e.set(0,0,0),e}set needsUpdate(e){e===!0&&this.version++}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.images[this.uuid]!==void 0)return e.images[this.uuid];let n={uuid:this.uuid,url:""},s=this.data;if(s!==null){let r;if(Array.isArray(s)){r=[];for(let o=0,a=s.length;o<a;o++)s[o].isDataTexture?r.push(Yh(s[o].image)):r.push(Yh(s[o]))}else r=Yh(s);n.url=r}return t||(e.images[this.uuid]=n),n}};function Yh(i){return typeof HTMLImageElement<"u"&&i instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&i instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&i instanceof ImageBitmap?La.getDataURL(i):i.data?{data:Array.from(i.data),width:i.width,height:i.height,type:i.data.constructor.name}:(Pe("Texture: Unable to serialize Texture."),{})}var By=0,Kh=new N,an=class i extends kn{constructor(e=i.DEFAULT_IMAGE,t=i.DEFAULT_MAPPING,n=jn,s=jn,r=kt,o=fi,a=Bn,l=Jt,c=i.DEFAULT_ANISOTROPY,h=gi){super(),this.isTexture=!0,Object.defineProperty(this,"id",{value:By++}),this.uuid=ar(),this.name="",this.source=new hs(e),this.mipmaps=[],this.mapping=t,this.channel=0,this.wrapS=n,this.wrapT=s,this.magFilter=r,this.minFilter=o,this.anisotropy=c,this.format=a,this.internalFormat=null,this.type=l,this.offset=new Ne(0,0),this.repeat=new Ne(1,1),this.center=new Ne(0,0),this.rotation=0,this.matrixAutoUpdate=!0,this.matrix=new Oe,this.generateMipmaps=!0,this.mipmapsAutoUpdate=!0,this.premultiplyAlpha=!1,this.flipY=!0,this.unpackAlignment=4,this.colorSpace=h,this.userData={},this.updateRanges=[],this.version=0,this.onUpdate=null,this.renderTarget=null,this.isRenderTargetTexture=!1,this.isArrayTexture=!!(e&&e.depth&&e.depth>1),this.pmremVersion=0,this.isPMREMTexture=!1,this.normalized=!1}get width(){return this.source.getSize(Kh).x}get height(){return this.source.getSize(Kh).y}get depth(){return this.source.getSize(Kh).z}get image(){return this.source.data}set image(e){this.source.data=e}updateMatrix(){this.matrix.setUvTransform(this.offset.x,this.offset.y,this.repeat.x,this.repeat.y,this.rotation,this.center.x,this.center.y)}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}clone(){return new this.constructor().copy(this)}copy(e){return this.name=e.name,this.source=e.source,this.mipmaps=e.mipmaps.slice(0),this.mapping=e.mapping,this.channel=e.channel,this.wrapS=e.wrapS,this.wrapT=e.wrapT,this.magFilter=e.magFilter,this.minFilter=e.minFilter,this.anisotropy=e.anisotropy,this.format=e.format,this.internalFormat=e.internalFormat,this.type=e.type,this.normalized=e.normalized,this.offset.copy(e.offset),this.repeat.copy(e.repeat),this.center.copy(e.center),this.rotation=e.rotation,this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrix.copy(e.matrix),this.generateMipmaps=e.generateMipmaps,this.mipmapsAutoUpdate=e.mipmapsAutoUpdate,this.premultiplyAlpha=e.premultiplyAlpha,this.flipY=e.flipY,this.unpackAlignment=e.unpackAlignment,this.colorSpace=e.colorSpace,this.renderTarget=e.renderTarget,this.isRenderTargetTexture=e.isRenderTargetTexture,this.isPMREMTexture=e.isPMREMTexture,this.isArrayTexture=e.isArrayTexture,this.userData=JSON.parse(JSON.stringify(e.userData)),this.needsUpdate=!0,this}setValues(e){for(let t in e){let n=e[t];if(n===void 0){Pe(`Texture.setValues(): parameter '${t}' has value of undefined.`);continue}let s=this[t];if(s===void 0){Pe(`Texture.setValues(): property '${t}' does not exist.`);continue}s&&n&&s.isVector2&&n.isVector2||s&&n&&s.isVector3&&n.isVector3||s&&n&&s.isMatrix3&&n.isMatrix3?s.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.textures[this.uuid]!==void 0)return e.textures[this.uuid];let n={metadata:{version:4.7,type:"Texture",generator:"Texture.toJSON"},uuid:this.uuid,name:this.name,image:this.source.toJSON(e).uuid,mapping:this.mapping,channel:this.channel,repeat:[this.repeat.x,this.repeat.y],offset:[this.offset.x,this.offset.y],center:[this.center.x,this.center.y],rotation:this.rotation,wrap:[this.wrapS,this.wrapT],format:this.format,internalFormat:this.internalFormat,type:this.type,normalized:this.normalized,colorSpace:this.colorSpace,minFilter:this.minFilter,magFilter:this.magFilter,anisotropy:this.anisotropy,flipY:this.flipY,generateMipmaps:this.generateMipmaps,mipmapsAutoUpdate:this.mipmapsAutoUpdate,premultiplyAlpha:this.premultiplyAlpha,unpackAlignment:this.unpackAlignment};return Object.keys(this.userData).length>0&&(n.userData=this.userData),t||(e.textures[this.uuid]=n),n}dispose(){this.dispatchEvent({type:"dispose"})}transformUv(e){if(this.mapping!==Nu)return e;if(e.applyMatrix3(this.matrix),e.x<0||e.x>1)switch(this.wrapS){case Ca:e.x=e.x-Math.floor(e.x);break;case jn:e.x=e.x<0?0:1;break;case Ra:Math.abs(Math.floor(e.x)%2)===1?e.x=Math.ceil(e.x)-e.x:e.x=e.x-Math.floor(e.x);break}if(e.y<0||e.y>1)switch(this.wrapT){case Ca:e.y=e.y-Math.floor(e.y);break;case jn:e.y=e.y<0?0:1;break;case Ra:Math.abs(Math.floor(e.y)%2)===1?e.y=Math.ceil(e.y)-e.y:e.y=e.y-Math.floor(e.y);break}return this.flipY&&(e.y=1-e.y),e}set needsUpdate(e){e===!0&&(this.version++,this.source.needsUpdate=!0)}set needsPMREMUpdate(e){e===!0&&this.pmremVersion++}};an.DEFAULT_IMAGE=null;an.DEFAULT_MAPPING=Nu;an.DEFAULT_ANISOTROPY=1;var yt=class{static{this.prototype.isVector4=!0}constructor(e=0,t=0,n=0,s=1){this.x=e,this.y=t,this.z=n,this.w=s}get width(){return this.z}set width(e){this.z=e}get height(){return this.w}set height(e){this.w=e}set(e,t,n,s){return this.x=e,this.y=t,this.z=n,this.w=s,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this.w=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setW(e){return this.w=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;case 3:this.w=t;break;default:throw new Error("THREE.Vector4: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;case 3:return this.w;default:throw new Error("THREE.Vector4: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z,this.w)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this.w=e.w!==void 0?e.w:1,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this.w+=e.w,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this.w+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this.w=e.w+t.w,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this.w+=e.w*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this.w-=e.w,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this.w-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this.w=e.w-t.w,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this.w*=e.w,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this.w*=e,this}applyMatrix4(e){let t=this.x,n=this.y,s=this.z,r=this.w,o=e.elements;return this.x=o[0]*t+o[4]*n+o[8]*s+o[12]*r,this.y=o[1]*t+o[5]*n+o[9]*s+o[13]*r,this.z=o[2]*t+o[6]*n+o[10]*s+o[14]*r,this.w=o[3]*t+o[7]*n+o[11]*s+o[15]*r,this}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this.w/=e.w,this}divideScalar(e){return this.multiplyScalar(1/e)}setAxisAngleFromQuaternion(e){this.w=2*Math.acos(e.w);let t=Math.sqrt(1-e.w*e.w);return t<1e-4?(this.x=1,this.y=0,this.z=0):(this.x=e.x/t,this.y=e.y/t,this.z=e.z/t),this}setAxisAngleFromRotationMatrix(e){let t,n,s,r,l=e.elements,c=l[0],h=l[4],u=l[8],d=l[1],p=l[5],m=l[9],x=l[2],f=l[6],g=l[10];if(Math.abs(h-d)<.01&&Math.abs(u-x)<.01&&Math.abs(m-f)<.01){if(Math.abs(h+d)<.1&&Math.abs(u+x)<.1&&Math.abs(m+f)<.1&&Math.abs(c+p+g-3)<.1)return this.set(1,0,0,0),this;t=Math.PI;let E=(c+1)/2,M=(p+1)/2,C=(g+1)/2,A=(h+d)/4,v=(u+x)/4,T=(m+f)/4;return E>M&&E>C?E<.01?(n=0,s=.707106781,r=.707106781):(n=Math.sqrt(E),s=A/n,r=v/n):M>C?M<.01?(n=.707106781,s=0,r=.707106781):(s=Math.sqrt(M),n=A/s,r=T/s):C<.01?(n=.707106781,s=.707106781,r=0):(r=Math.sqrt(C),n=v/r,s=T/r),this.set(n,s,r,t),this}let _=Math.sqrt((f-m)*(f-m)+(u-x)*(u-x)+(d-h)*(d-h));return Math.abs(_)<.001&&(_=1),this.x=(f-m)/_,this.y=(u-x)/_,this.z=(d-h)/_,this.w=Math.acos((c+p+g-1)/2),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this.w=t[15],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this.w=Math.min(this.w,e.w),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this.w=Math.max(this.w,e.w),this}clamp(e,t){return this.x=Ye(this.x,e.x,t.x),this.y=Ye(this.y,e.y,t.y),this.z=Ye(this.z,e.z,t.z),this.w=Ye(this.w,e.w,t.w),this}clampScalar(e,t){return this.x=Ye(this.x,e,t),this.y=Ye(this.y,e,t),this.z=Ye(this.z,e,t),this.w=Ye(this.w,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Ye(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this.w=Math.floor(this.w),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this.w=Math.ceil(this.w),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this.w=Math.round(this.w),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this.w=Math.trunc(this.w),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this.w=-this.w,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z+this.w*e.w}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)+Math.abs(this.w)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this.w+=(e.w-this.w)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this.w=e.w+(t.w-e.w)*n,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z&&e.w===this.w}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this.w=e[t+3],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e[t+3]=this.w,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this.w=e.getW(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this.w=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z,yield this.w}},Ia=class extends kn{constructor(e=1,t=1,n={}){super(),n=Object.assign({generateMipmaps:!1,internalFormat:null,minFilter:kt,depthBuffer:!0,stencilBuffer:!1,resolveColorBuffer:!0,resolveDepthBuffer:!0,resolveStencilBuffer:!0,storeMultisampledColorBuffer:!0,storeMultisampledDepthBuffer:!0,storeMultisampledStencilBuffer:!0,depthTexture:null,samples:0,count:1,depth:1,multiview:!1,useArrayDepthTexture:!1},n),this.isRenderTarget=!0,this.width=e,this.height=t,this.depth=n.depth,this.scissor=new yt(0,0,e,t),this.scissorTest=!1,this.viewport=new yt(0,0,e,t),this.textures=[];let s=n.count;for(let r=0;r<s;r++)this.textures[r]=new an({width:e,height:t,depth:n.depth}),this.textures[r].isRenderTargetTexture=!0,this.textures[r].renderTarget=this;this._setTextureOptions(n),this.depthBuffer=n.depthBuffer,this.stencilBuffer=n.stencilBuffer,this.resolveColorBuffer=n.resolveColorBuffer,this.resolveDepthBuffer=n.resolveDepthBuffer,this.resolveStencilBuffer=n.resolveStencilBuffer,this.storeMultisampledColorBuffer=n.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=n.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=n.storeMultisampledStencilBuffer,this._depthTexture=null,this.depthTexture=n.depthTexture,this.samples=n.samples,this.multiview=n.multiview,this.useArrayDepthTexture=n.useArrayDepthTexture}_setTextureOptions(e={}){let t={minFilter:kt,generateMipmaps:!1,flipY:!1,internalFormat:null};e.mapping!==void 0&&(t.mapping=e.mapping),e.wrapS!==void 0&&(t.wrapS=e.wrapS),e.wrapT!==void 0&&(t.wrapT=e.wrapT),e.wrapR!==void 0&&(t.wrapR=e.wrapR),e.magFilter!==void 0&&(t.magFilter=e.magFilter),e.minFilter!==void 0&&(t.minFilter=e.minFilter),e.format!==void 0&&(t.format=e.format),e.type!==void 0&&(t.type=e.type),e.anisotropy!==void 0&&(t.anisotropy=e.anisotropy),e.colorSpace!==void 0&&(t.colorSpace=e.colorSpace),e.flipY!==void 0&&(t.flipY=e.flipY),e.generateMipmaps!==void 0&&(t.generateMipmaps=e.generateMipmaps),e.mipmapsAutoUpdate!==void 0&&(t.mipmapsAutoUpdate=e.mipmapsAutoUpdate),e.internalFormat!==void 0&&(t.internalFormat=e.internalFormat);for(let n=0;n<this.textures.length;n++)this.textures[n].setValues(t)}get texture(){return this.textures[0]}set texture(e){this.textures[0]=e}set depthTexture(e){this._depthTexture!==null&&this._depthTexture.renderTarget===this&&(this._depthTexture.renderTarget=null),e!==null&&e.renderTarget===null&&(e.renderTarget=this),this._depthTexture=e}get depthTexture(){return this._depthTexture}setSize(e,t,n=1){if(this.width!==e||this.height!==t||this.depth!==n){this.width=e,this.height=t,this.depth=n;for(let s=0,r=this.textures.length;s<r;s++)this.textures[s].image.width=e,this.textures[s].image.height=t,this.textures[s].image.depth=n,this.textures[s].isData3DTexture!==!0&&(this.textures[s].isArrayTexture=this.textures[s].image.depth>1);this.dispose()}this.viewport.set(0,0,e,t),this.scissor.set(0,0,e,t)}clone(){return new this.constructor().copy(this)}copy(e){this.width=e.width,this.height=e.height,this.depth=e.depth,this.scissor.copy(e.scissor),this.scissorTest=e.scissorTest,this.viewport.copy(e.viewport),this.textures.length=0;for(let t=0,n=e.textures.length;t<n;t++){this.textures[t]=e.textures[t].clone(),this.textures[t].isRenderTargetTexture=!0,this.textures[t].renderTarget=this;let s=Object.assign({},e.textures[t].image);this.textures[t].source=new hs(s)}if(this.depthBuffer=e.depthBuffer,this.stencilBuffer=e.stencilBuffer,this.resolveColorBuffer=e.resolveColorBuffer,this.resolveDepthBuffer=e.resolveDepthBuffer,this.resolveStencilBuffer=e.resolveStencilBuffer,this.storeMultisampledColorBuffer=e.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=e.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=e.storeMultisampledStencilBuffer,e.depthTexture!==null)if(e.depthTexture.renderTarget===e){let t=e.depthTexture.clone();t.renderTarget=null,this.depthTexture=t}else this.depthTexture=e.depthTexture;else this.depthTexture=null;return this.samples=e.samples,this.multiview=e.multiview,this.useArrayDepthTexture=e.useArrayDepthTexture,this}dispose(){this.dispatchEvent({type:"dispose"})}},vn=class extends Ia{constructor(e=1,t=1,n={}){super(e,t,n),this.isWebGLRenderTarget=!0}},Br=class extends an{constructor(e=null,t=1,n=1,s=1){super(null),this.isDataArrayTexture=!0,this.image={data:e,width:t,height:n,depth:s},this.magFilter=Pt,this.minFilter=Pt,this.wrapR=jn,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1,this.layerUpdates=new Set}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}addLayerUpdate(e){this.layerUpdates.add(e)}clearLayerUpdates(){this.layerUpdates.clear()}};var Da=class extends an{constructor(e=null,t=1,n=1,s=1){super(null),this.isData3DTexture=!0,this.image={data:e,width:t,height:n,depth:s},this.magFilter=Pt,this.minFilter=Pt,this.wrapR=jn,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}};var pt=class i{static{this.prototype.isMatrix4=!0}constructor(e,t,n,s,r,o,a,l,c,h,u,d,p,m,x,f){this.elements=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],e!==void 0&&this.set(e,t,n,s,r,o,a,l,c,h,u,d,p,m,x,f)}set(e,t,n,s,r,o,a,l,c,h,u,d,p,m,x,f){let g=this.elements;return g[0]=e,g[4]=t,g[8]=n,g[12]=s,g[1]=r,g[5]=o,g[9]=a,g[13]=l,g[2]=c,g[6]=h,g[10]=u,g[14]=d,g[3]=p,g[7]=m,g[11]=x,g[15]=f,this}identity(){return this.set(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1),this}clone(){return new i().fromArray(this.elements)}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],t[9]=n[9],t[10]=n[10],t[11]=n[11],t[12]=n[12],t[13]=n[13],t[14]=n[14],t[15]=n[15],this}copyPosition(e){let t=this.elements,n=e.elements;return t[12]=n[12],t[13]=n[13],t[14]=n[14],this}setFromMatrix3(e){let t=e.elements;return this.set(t[0],t[3],t[6],0,t[1],t[4],t[7],0,t[2],t[5],t[8],0,0,0,0,1),this}extractBasis(e,t,n){return this.determinantAffine()===0?(e.set(1,0,0),t.set(0,1,0),n.set(0,0,1),this):(e.setFromMatrixColumn(this,0),t.setFromMatrixColumn(this,1),n.setFromMatrixColumn(this,2),this)}makeBasis(e,t,n){return this.set(e.x,t.x,n.x,0,e.y,t.y,n.y,0,e.z,t.z,n.z,0,0,0,0,1),this}extractRotation(e){if(e.determinantAffine()===0)return this.identity();let t=this.elements,n=e.elements,s=1/Os.setFromMatrixColumn(e,0).length(),r=1/Os.setFromMatrixColumn(e,1).length(),o=1/Os.setFromMatrixColumn(e,2).length();return t[0]=n[0]*s,t[1]=n[1]*s,t[2]=n[2]*s,t[3]=0,t[4]=n[4]*r,t[5]=n[5]*r,t[6]=n[6]*r,t[7]=0,t[8]=n[8]*o,t[9]=n[9]*o,t[10]=n[10]*o,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromEuler(e){let t=this.elements,n=e.x,s=e.y,r=e.z,o=Math.cos(n),a=Math.sin(n),l=Math.cos(s),c=Math.sin(s),h=Math.cos(r),u=Math.sin(r);if(e.order==="XYZ"){let d=o*h,p=o*u,m=a*h,x=a*u;t[0]=l*h,t[4]=-l*u,t[8]=c,t[1]=p+m*c,t[5]=d-x*c,t[9]=-a*l,t[2]=x-d*c,t[6]=m+p*c,t[10]=o*l}else if(e.order==="YXZ"){let d=l*h,p=l*u,m=c*h,x=c*u;t[0]=d+x*a,t[4]=m*a-p,t[8]=o*c,t[1]=o*u,t[5]=o*h,t[9]=-a,t[2]=p*a-m,t[6]=x+d*a,t[10]=o*l}else if(e.order==="ZXY"){let d=l*h,p=l*u,m=c*h,x=c*u;t[0]=d-x*a,t[4]=-o*u,t[8]=m+p*a,t[1]=p+m*a,t[5]=o*h,t[9]=x-d*a,t[2]=-o*c,t[6]=a,t[10]=o*l}else if(e.order==="ZYX"){let d=o*h,p=o*u,m=a*h,x=a*u;t[0]=l*h,t[4]=m*c-p,t[8]=d*c+x,t[1]=l*u,t[5]=x*c+d,t[9]=p*c-m,t[2]=-c,t[6]=a*l,t[10]=o*l}else if(e.order==="YZX"){let d=o*l,p=o*c,m=a*l,x=a*c;t[0]=l*h,t[4]=x-d*u,t[8]=m*u+p,t[1]=u,t[5]=o*h,t[9]=-a*h,t[2]=-c*h,t[6]=p*u+m,t[10]=d-x*u}else if(e.order==="XZY"){let d=o*l,p=o*c,m=a*l,x=a*c;t[0]=l*h,t[4]=-u,t[8]=c*h,t[1]=d*u+x,t[5]=o*h,t[9]=p*u-m,t[2]=m*u-p,t[6]=a*h,t[10]=x*u+d}return t[3]=0,t[7]=0,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromQuaternion(e){return this.compose(zy,e,Hy)}lookAt(e,t,n){let s=this.elements;return mn.subVectors(e,t),mn.lengthSq()===0&&(mn.z=1),mn.normalize(),Li.crossVectors(n,mn),Li.lengthSq()===0&&(Math.abs(n.z)===1?mn.x+=1e-4:mn.z+=1e-4,mn.normalize(),Li.crossVectors(n,mn)),Li.normalize(),Zo.crossVectors(mn,Li),s[0]=Li.x,s[4]=Zo.x,s[8]=mn.x,s[1]=Li.y,s[5]=Zo.y,s[9]=mn.y,s[2]=Li.z,s[6]=Zo.z,s[10]=mn.z,this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,s=t.elements,r=this.elements,o=n[0],a=n[4],l=n[8],c=n[12],h=n[1],u=n[5],d=n[9],p=n[13],m=n[2],x=n[6],f=n[10],g=n[14],_=n[3],E=n[7],M=n[11],C=n[15],A=s[0],v=s[4],T=s[8],B=s[12],I=s[1],k=s[5],H=s[9],q=s[13],L=s[2],$=s[6],Z=s[10],V=s[14],ne=s[3],W=s[7],Q=s[11],ee=s[15];return r[0]=o*A+a*I+l*L+c*ne,r[4]=o*v+a*k+l*$+c*W,r[8]=o*T+a*H+l*Z+c*Q,r[12]=o*B+a*q+l*V+c*ee,r[1]=h*A+u*I+d*L+p*ne,r[5]=h*v+u*k+d*$+p*W,r[9]=h*T+u*H+d*Z+p*Q,r[13]=h*B+u*q+d*V+p*ee,r[2]=m*A+x*I+f*L+g*ne,r[6]=m*v+x*k+f*$+g*W,r[10]=m*T+x*H+f*Z+g*Q,r[14]=m*B+x*q+f*V+g*ee,r[3]=_*A+E*I+M*L+C*ne,r[7]=_*v+E*k+M*$+C*W,r[11]=_*T+E*H+M*Z+C*Q,r[15]=_*B+E*q+M*V+C*ee,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[4]*=e,t[8]*=e,t[12]*=e,t[1]*=e,t[5]*=e,t[9]*=e,t[13]*=e,t[2]*=e,t[6]*=e,t[10]*=e,t[14]*=e,t[3]*=e,t[7]*=e,t[11]*=e,t[15]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[4],s=e[8],r=e[12],o=e[1],a=e[5],l=e[9],c=e[13],h=e[2],u=e[6],d=e[10],p=e[14],m=e[3],x=e[7],f=e[11],g=e[15],_=l*p-c*d,E=a*p-c*u,M=a*d-l*u,C=o*p-c*h,A=o*d-l*h,v=o*u-a*h;return t*(x*_-f*E+g*M)-n*(m*_-f*C+g*A)+s*(m*E-x*C+g*v)-r*(m*M-x*A+f*v)}determinantAffine(){let e=this.elements,t=e[0],n=e[4],s=e[8],r=e[1],o=e[5],a=e[9],l=e[2],c=e[6],h=e[10];return t*(o*h-a*c)-n*(r*h-a*l)+s*(r*c-o*l)}transpose(){let e=this.elements,t;return t=e[1],e[1]=e[4],e[4]=t,t=e[2],e[2]=e[8],e[8]=t,t=e[6],e[6]=e[9],e[9]=t,t=e[3],e[3]=e[12],e[12]=t,t=e[7],e[7]=e[13],e[13]=t,t=e[11],e[11]=e[14],e[14]=t,this}setPosition(e,t,n){let s=this.elements;return e.isVector3?(s[12]=e.x,s[13]=e.y,s[14]=e.z):(s[12]=e,s[13]=t,s[14]=n),this}invert(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],h=e[8],u=e[9],d=e[10],p=e[11],m=e[12],x=e[13],f=e[14],g=e[15],_=t*a-n*o,E=t*l-s*o,M=t*c-r*o,C=n*l-s*a,A=n*c-r*a,v=s*c-r*l,T=h*x-u*m,B=h*f-d*m,I=h*g-p*m,k=u*f-d*x,H=u*g-p*x,q=d*g-p*f,L=_*q-E*H+M*k+C*I-A*B+v*T;if(L===0)return this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0);let $=1/L;return e[0]=(a*q-l*H+c*k)*$,e[1]=(s*H-n*q-r*k)*$,e[2]=(x*v-f*A+g*C)*$,e[3]=(d*A-u*v-p*C)*$,e[4]=(l*I-o*q-c*B)*$,e[5]=(t*q-s*I+r*B)*$,e[6]=(f*M-m*v-g*E)*$,e[7]=(h*v-d*M+p*E)*$,e[8]=(o*H-a*I+c*T)*$,e[9]=(n*I-t*H-r*T)*$,e[10]=(m*A-x*M+g*_)*$,e[11]=(u*M-h*A-p*_)*$,e[12]=(a*B-o*k-l*T)*$,e[13]=(t*k-n*B+s*T)*$,e[14]=(x*E-m*C-f*_)*$,e[15]=(h*C-u*E+d*_)*$,this}scale(e){let t=this.elements,n=e.x,s=e.y,r=e.z;return t[0]*=n,t[4]*=s,t[8]*=r,t[1]*=n,t[5]*=s,t[9]*=r,t[2]*=n,t[6]*=s,t[10]*=r,t[3]*=n,t[7]*=s,t[11]*=r,this}getMaxScaleOnAxis(){let e=this.elements,t=e[0]*e[0]+e[1]*e[1]+e[2]*e[2],n=e[4]*e[4]+e[5]*e[5]+e[6]*e[6],s=e[8]*e[8]+e[9]*e[9]+e[10]*e[10];return Math.sqrt(Math.max(t,n,s))}makeTranslation(e,t,n){return e.isVector3?this.set(1,0,0,e.x,0,1,0,e.y,0,0,1,e.z,0,0,0,1):this.set(1,0,0,e,0,1,0,t,0,0,1,n,0,0,0,1),this}makeRotationX(e){let t=Math.cos(e),n=Math.sin(e);return this.set(1,0,0,0,0,t,-n,0,0,n,t,0,0,0,0,1),this}makeRotationY(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,0,n,0,0,1,0,0,-n,0,t,0,0,0,0,1),this}makeRotationZ(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,0,n,t,0,0,0,0,1,0,0,0,0,1),this}makeRotationAxis(e,t){let n=Math.cos(t),s=Math.sin(t),r=1-n,o=e.x,a=e.y,l=e.z,c=r*o,h=r*a;return this.set(c*o+n,c*a-s*l,c*l+s*a,0,c*a+s*l,h*a+n,h*l-s*o,0,c*l-s*a,h*l+s*o,r*l*l+n,0,0,0,0,1),this}makeScale(e,t,n){return this.set(e,0,0,0,0,t,0,0,0,0,n,0,0,0,0,1),this}makeShear(e,t,n,s,r,o){return this.set(1,n,r,0,e,1,o,0,t,s,1,0,0,0,0,1),this}compose(e,t,n){let s=this.elements,r=t._x,o=t._y,a=t._z,l=t._w,c=r+r,h=o+o,u=a+a,d=r*c,p=r*h,m=r*u,x=o*h,f=o*u,g=a*u,_=l*c,E=l*h,M=l*u,C=n.x,A=n.y,v=n.z;return s[0]=(1-(x+g))*C,s[1]=(p+M)*C,s[2]=(m-E)*C,s[3]=0,s[4]=(p-M)*A,s[5]=(1-(d+g))*A,s[6]=(f+_)*A,s[7]=0,s[8]=(m+E)*v,s[9]=(f-_)*v,s[10]=(1-(d+x))*v,s[11]=0,s[12]=e.x,s[13]=e.y,s[14]=e.z,s[15]=1,this}decompose(e,t,n){let s=this.elements;e.x=s[12],e.y=s[13],e.z=s[14];let r=this.determinantAffine();if(r===0)return n.set(1,1,1),t.identity(),this;let o=Os.set(s[0],s[1],s[2]).length(),a=Os.set(s[4],s[5],s[6]).length(),l=Os.set(s[8],s[9],s[10]).length();r<0&&(o=-o),Ln.copy(this);let c=1/o,h=1/a,u=1/l;return Ln.elements[0]*=c,Ln.elements[1]*=c,Ln.elements[2]*=c,Ln.elements[4]*=h,Ln.elements[5]*=h,Ln.elements[6]*=h,Ln.elements[8]*=u,Ln.elements[9]*=u,Ln.elements[10]*=u,t.setFromRotationMatrix(Ln),n.x=o,n.y=a,n.z=l,this}makePerspective(e,t,n,s,r,o,a=An,l=!1){let c=this.elements,h=2*r/(t-e),u=2*r/(n-s),d=(t+e)/(t-e),p=(n+s)/(n-s),m,x;if(l)m=r/(o-r),x=o*r/(o-r);else if(a===An)m=-(o+r)/(o-r),x=-2*o*r/(o-r);else if(a===js)m=-o/(o-r),x=-o*r/(o-r);else throw new Error("THREE.Matrix4.makePerspective(): Invalid coordinate system: "+a);return c[0]=h,c[4]=0,c[8]=d,c[12]=0,c[1]=0,c[5]=u,c[9]=p,c[13]=0,c[2]=0,c[6]=0,c[10]=m,c[14]=x,c[3]=0,c[7]=0,c[11]=-1,c[15]=0,this}makeOrthographic(e,t,n,s,r,o,a=An,l=!1){let c=this.elements,h=2/(t-e),u=2/(n-s),d=-(t+e)/(t-e),p=-(n+s)/(n-s),m,x;if(l)m=1/(o-r),x=o/(o-r);else if(a===An)m=-2/(o-r),x=-(o+r)/(o-r);else if(a===js)m=-1/(o-r),x=-r/(o-r);else throw new Error("THREE.Matrix4.makeOrthographic(): Invalid coordinate system: "+a);return c[0]=h,c[4]=0,c[8]=0,c[12]=d,c[1]=0,c[5]=u,c[9]=0,c[13]=p,c[2]=0,c[6]=0,c[10]=m,c[14]=x,c[3]=0,c[7]=0,c[11]=0,c[15]=1,this}equals(e){let t=this.elements,n=e.elements;for(let s=0;s<16;s++)if(t[s]!==n[s])return!1;return!0}fromArray(e,t=0){for(let n=0;n<16;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e[t+9]=n[9],e[t+10]=n[10],e[t+11]=n[11],e[t+12]=n[12],e[t+13]=n[13],e[t+14]=n[14],e[t+15]=n[15],e}},Os=new N,Ln=new pt,zy=new N(0,0,0),Hy=new N(1,1,1),Li=new N,Zo=new N,mn=new N,Ff=new pt,Uf=new xn,Fi=class i{constructor(e=0,t=0,n=0,s=i.DEFAULT_ORDER){this.isEuler=!0,this._x=e,this._y=t,this._z=n,this._order=s}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get order(){return this._order}set order(e){this._order=e,this._onChangeCallback()}set(e,t,n,s=this._order){return this._x=e,this._y=t,this._z=n,this._order=s,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._order)}copy(e){return this._x=e._x,this._y=e._y,this._z=e._z,this._order=e._order,this._onChangeCallback(),this}setFromRotationMatrix(e,t=this._order,n=!0){let s=e.elements,r=s[0],o=s[4],a=s[8],l=s[1],c=s[5],h=s[9],u=s[2],d=s[6],p=s[10];switch(t){case"XYZ":this._y=Math.asin(Ye(a,-1,1)),Math.abs(a)<.9999999?(this._x=Math.atan2(-h,p),this._z=Math.atan2(-o,r)):(this._x=Math.atan2(d,c),this._z=0);break;case"YXZ":this._x=Math.asin(-Ye(h,-1,1)),Math.abs(h)<.9999999?(this._y=Math.atan2(a,p),this._z=Math.atan2(l,c)):(this._y=Math.atan2(-u,r),this._z=0);break;case"ZXY":this._x=Math.asin(Ye(d,-1,1)),Math.abs(d)<.9999999?(this._y=Math.atan2(-u,p),this._z=Math.atan2(-o,c)):(this._y=0,this._z=Math.atan2(l,r));break;case"ZYX":this._y=Math.asin(-Ye(u,-1,1)),Math.abs(u)<.9999999?(this._x=Math.atan2(d,p),this._z=Math.atan2(l,r)):(this._x=0,this._z=Math.atan2(-o,c));break;case"YZX":this._z=Math.asin(Ye(l,-1,1)),Math.abs(l)<.9999999?(this._x=Math.atan2(-h,c),this._y=Math.atan2(-u,r)):(this._x=0,this._y=Math.atan2(a,p));break;case"XZY":this._z=Math.asin(-Ye(o,-1,1)),Math.abs(o)<.9999999?(this._x=Math.atan2(d,c),this._y=Math.atan2(a,r)):(this._x=Math.atan2(-h,p),this._y=0);break;default:Pe("Euler: .setFromRotationMatrix() encountered an unknown order: "+t)}return this._order=t,n===!0&&this._onChangeCallback(),this}setFromQuaternion(e,t,n){return Ff.makeRotationFromQuaternion(e),this.setFromRotationMatrix(Ff,t,n)}setFromVector3(e,t=this._order){return this.set(e.x,e.y,e.z,t)}reorder(e){return Uf.setFromEuler(this),this.setFromQuaternion(Uf,e)}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._order===this._order}fromArray(e){return this._x=e[0],this._y=e[1],this._z=e[2],e[3]!==void 0&&(this._order=e[3]),this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._order,e}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._order}};Fi.DEFAULT_ORDER="XYZ";var zr=class{constructor(){this.mask=1}set(e){this.mask=(1<<e|0)>>>0}enable(e){this.mask|=1<<e|0}enableAll(){this.mask=-1}toggle(e){this.mask^=1<<e|0}disable(e){this.mask&=~(1<<e|0)}disableAll(){this.mask=0}test(e){return(this.mask&e.mask)!==0}isEnabled(e){return(this.mask&(1<<e|0))!==0}},Vy=0,Bf=new N,Fs=new xn,ri=new pt,Jo=new N,Ar=new N,Gy=new N,Wy=new xn,zf=new N(1,0,0),Hf=new N(0,1,0),Vf=new N(0,0,1),Gf={type:"added"},$y={type:"removed"},Us={type:"childadded",child:null},jh={type:"childremoved",child:null},Zt=class i extends kn{constructor(){super(),this.isObject3D=!0,Object.defineProperty(this,"id",{value:Vy++}),this.uuid=ar(),this.name="",this.type="Object3D",this.parent=null,this.children=[],this.up=i.DEFAULT_UP.clone();let e=new N,t=new Fi,n=new xn,s=new N(1,1,1);function r(){n.setFromEuler(t,!1)}function o(){t.setFromQuaternion(n,void 0,!1)}t._onChange(r),n._onChange(o),Object.defineProperties(this,{position:{configurable:!0,enumerable:!0,value:e},rotation:{configurable:!0,enumerable:!0,value:t},quaternion:{configurable:!0,enumerable:!0,value:n},scale:{configurable:!0,enumerable:!0,value:s},modelViewMatrix:{value:new pt},normalMatrix:{value:new Oe}}),this.matrix=new pt,this.matrixWorld=new pt,this.matrixAutoUpdate=i.DEFAULT_MATRIX_AUTO_UPDATE,this.matrixWorldAutoUpdate=i.DEFAULT_MATRIX_WORLD_AUTO_UPDATE,this.matrixWorldNeedsUpdate=!1,this.layers=new zr,this.visible=!0,this.castShadow=!1,this.receiveShadow=!1,this.frustumCulled=!0,this.renderOrder=0,this.animations=[],this.customDepthMaterial=void 0,this.customDistanceMaterial=void 0,this.static=!1,this.userData={},this.pivot=null}onBeforeShadow(){}onAfterShadow(){}onBeforeRender(){}onAfterRender(){}applyMatrix4(e){this.matrixAutoUpdate&&this.updateMatrix(),this.matrix.premultiply(e),this.matrix.decompose(this.position,this.quaternion,this.scale),this.pivot!==null&&this.position.copy(this.pivot).applyMatrix4(this.matrix).sub(this.pivot)}applyQuaternion(e){return this.quaternion.premultiply(e),this}setRotationFromAxisAngle(e,t){this.quaternion.setFromAxisAngle(e,t)}setRotationFromEuler(e){this.quaternion.setFromEuler(e,!0)}setRotationFromMatrix(e){this.quaternion.setFromRotationMatrix(e)}setRotationFromQuaternion(e){this.quaternion.copy(e)}rotateOnAxis(e,t){return Fs.setFromAxisAngle(e,t),this.quaternion.multiply(Fs),this}rotateOnWorldAxis(e,t){return Fs.setFromAxisAngle(e,t),this.quaternion.premultiply(Fs),this}rotateX(e){return this.rotateOnAxis(zf,e)}rotateY(e){return this.rotateOnAxis(Hf,e)}rotateZ(e){return this.rotateOnAxis(Vf,e)}translateOnAxis(e,t){return Bf.copy(e).applyQuaternion(this.quaternion),this.position.add(Bf.multiplyScalar(t)),this}translateX(e){return this.translateOnAxis(zf,e)}translateY(e){return this.translateOnAxis(Hf,e)}translateZ(e){return this.translateOnAxis(Vf,e)}localToWorld(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(this.matrixWorld)}worldToLocal(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(ri.copy(this.matrixWorld).invert())}lookAt(e,t,n){e.isVector3?Jo.copy(e):Jo.set(e,t,n);let s=this.parent;this.updateWorldMatrix(!0,!1),Ar.setFromMatrixPosition(this.matrixWorld),this.isCamera||this.isLight?ri.lookAt(Ar,Jo,this.up):ri.lookAt(Jo,Ar,this.up),this.quaternion.setFromRotationMatrix(ri),s&&(ri.extractRotation(s.matrixWorld),Fs.setFromRotationMatrix(ri),this.quaternion.premultiply(Fs.invert()))}add(e){if(arguments.length>1){for(let t=0;t<arguments.length;t++)this.add(arguments[t]);return this}return e===this?(ke("Object3D.add: object can't be added as a child of itself.",e),this):(e&&e.isObject3D?(e.removeFromParent(),e.parent=this,this.children.push(e),e.dispatchEvent(Gf),Us.child=e,this.dispatchEvent(Us),Us.child=null):ke("Object3D.add: object not an instance of THREE.Object3D.",e),this)}remove(e){if(arguments.length>1){for(let n=0;n<arguments.length;n++)this.remove(arguments[n]);return this}let t=this.children.indexOf(e);return t!==-1&&(e.parent=null,this.children.splice(t,1),e.dispatchEvent($y),jh.child=e,this.dispatchEvent(jh),jh.child=null),this}removeFromParent(){let e=this.parent;return e!==null&&e.remove(this),this}clear(){return this.remove(...this.children)}attach(e){return this.updateWorldMatrix(!0,!1),ri.copy(this.matrixWorld).invert(),e.parent!==null&&(e.parent.updateWorldMatrix(!0,!1),ri.multiply(e.parent.matrixWorld)),e.applyMatrix4(ri),e.removeFromParent(),e.parent=this,this.children.push(e),e.updateWorldMatrix(!1,!0),e.dispatchEvent(Gf),Us.child=e,this.dispatchEvent(Us),Us.child=null,this}getObjectById(e){return this.getObjectByProperty("id",e)}getObjectByName(e){return this.getObjectByProperty("name",e)}getObjectByProperty(e,t){if(this[e]===t)return this;for(let n=0,s=this.children.length;n<s;n++){let o=this.children[n].getObjectByProperty(e,t);if(o!==void 0)return o}}getObjectsByProperty(e,t,n=[]){this[e]===t&&n.push(this);let s=this.children;for(let r=0,o=s.length;r<o;r++)s[r].getObjectsByProperty(e,t,n);return n}getWorldPosition(e){return this.updateWorldMatrix(!0,!1),e.setFromMatrixPosition(this.matrixWorld)}getWorldQuaternion(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Ar,e,Gy),e}getWorldScale(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Ar,Wy,e),e}getWorldDirection(e){this.updateWorldMatrix(!0,!1);let t=this.matrixWorld.elements;return e.set(t[8],t[9],t[10]).normalize()}raycast(){}intersectsFrustum(){return!0}traverse(e){e(this);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].traverse(e)}traverseVisible(e){if(this.visible===!1)return;e(this);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].traverseVisible(e)}traverseAncestors(e){let t=this.parent;t!==null&&(e(t),t.traverseAncestors(e))}updateMatrix(){this.matrix.compose(this.position,this.quaternion,this.scale);let e=this.pivot;if(e!==null){let t=e.x,n=e.y,s=e.z,r=this.matrix.elements;r[12]+=t-r[0]*t-r[4]*n-r[8]*s,r[13]+=n-r[1]*t-r[5]*n-r[9]*s,r[14]+=s-r[2]*t-r[6]*n-r[10]*s}this.matrixWorldNeedsUpdate=!0}updateMatrixWorld(e){this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||e)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,e=!0);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].updateMatrixWorld(e)}updateWorldMatrix(e,t,n=!1){let s=this.parent;if(e===!0&&s!==null&&s.updateWorldMatrix(!0,!1),this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||n)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,n=!0),t===!0){let r=this.children;for(let o=0,a=r.length;o<a;o++)r[o].updateWorldMatrix(!1,!0,n)}}toJSON(e){let t=e===void 0||typeof e=="string",n={};t&&(e={geometries:{},materials:{},textures:{},images:{},shapes:{},skeletons:{},animations:{},nodes:{}},n.metadata={version:4.7,type:"Object",generator:"Object3D.toJSON"});let s={};s.uuid=this.uuid,s.type=this.type,s.name=this.name,s.castShadow=this.castShadow,s.receiveShadow=this.receiveShadow,s.visible=this.visible,s.frustumCulled=this.frustumCulled,s.renderOrder=this.renderOrder,s.static=this.static,s.matrixAutoUpdate=this.matrixAutoUpdate,Object.keys(this.userData).length>0&&(s.userData=this.userData),s.layers=this.layers.mask,s.matrix=this.matrix.toArray(),s.up=this.up.toArray(),this.pivot!==null&&(s.pivot=this.pivot.toArray()),this.morphTargetDictionary!==void 0&&(s.morphTargetDictionary=Object.assign({},this.morphTargetDictionary)),this.morphTargetInfluences!==void 0&&(s.morphTargetInfluences=this.morphTargetInfluences.slice()),this.isInstancedMesh&&(s.type="InstancedMesh",s.count=this.count,s.instanceMatrix=this.instanceMatrix.toJSON(),this.instanceColor!==null&&(s.instanceColor=this.instanceColor.toJSON())),this.isBatchedMesh&&(s.type="BatchedMesh",s.perObjectFrustumCulled=this.perObjectFrustumCulled,s.sortObjects=this.sortObjects,s.drawRanges=this._drawRanges,s.reservedRanges=this._reservedRanges,s.geometryInfo=this._geometryInfo.map(a=>({...a,boundingBox:a.boundingBox?a.boundingBox.toJSON():void 0,boundingSphere:a.boundingSphere?a.boundingSphere.toJSON():void 0})),s.instanceInfo=this._instanceInfo.map(a=>({...a})),s.availableInstanceIds=this._availableInstanceIds.slice(),s.availableGeometryIds=this._availableGeometryIds.slice(),s.nextIndexStart=this._nextIndexStart,s.nextVertexStart=this._nextVertexStart,s.geometryCount=this._geometryCount,s.maxInstanceCount=this._maxInstanceCount,s.maxVertexCount=this._maxVertexCount,s.maxIndexCount=this._maxIndexCount,s.geometryInitialized=this._geometryInitialized,s.matricesTexture=this._matricesTexture.toJSON(e),s.indirectTexture=this._indirectTexture.toJSON(e),this._colorsTexture!==null&&(s.colorsTexture=this._colorsTexture.toJSON(e)),this.boundingSphere!==null&&(s.boundingSphere=this.boundingSphere.toJSON()),this.boundingBox!==null&&(s.boundingBox=this.boundingBox.toJSON()));function r(a,l){return a[l.uuid]===void 0&&(a[l.uuid]=l.toJSON(e)),l.uuid}if(this.isScene)this.background&&(this.background.isColor?s.background=this.background.toJSON():this.background.isTexture&&(s.background=this.background.toJSON(e).uuid)),this.environment&&this.environment.isTexture&&this.environment.isRenderTargetTexture!==!0&&(s.environment=this.environment.toJSON(e).uuid);else if(this.isMesh||this.isLine||this.isPoints){s.geometry=r(e.geometries,this.geometry);let a=this.geometry.parameters;if(a!==void 0&&a.shapes!==void 0){let l=a.shapes;if(Array.isArray(l))for(let c=0,h=l.length;c<h;c++){let u=l[c];r(e.shapes,u)}else r(e.shapes,l)}}if(this.isSkinnedMesh&&(s.bindMode=this.bindMode,s.bindMatrix=this.bindMatrix.toArray(),this.skeleton!==void 0&&(r(e.skeletons,this.skeleton),s.skeleton=this.skeleton.uuid)),this.material!==void 0)if(Array.isArray(this.material)){let a=[];for(let l=0,c=this.material.length;l<c;l++)a.push(r(e.materials,this.material[l]));s.material=a}else s.material=r(e.materials,this.material);if(this.children.length>0){s.children=[];for(let a=0;a<this.children.length;a++)s.children.push(this.children[a].toJSON(e).object)}if(this.animations.length>0){s.animations=[];for(let a=0;a<this.animations.length;a++){let l=this.animations[a];s.animations.push(r(e.animations,l))}}if(t){let a=o(e.geometries),l=o(e.materials),c=o(e.textures),h=o(e.images),u=o(e.shapes),d=o(e.skeletons),p=o(e.animations),m=o(e.nodes);a.length>0&&(n.geometries=a),l.length>0&&(n.materials=l),c.length>0&&(n.textures=c),h.length>0&&(n.images=h),u.length>0&&(n.shapes=u),d.length>0&&(n.skeletons=d),p.length>0&&(n.animations=p),m.length>0&&(n.nodes=m)}return n.object=s,n;function o(a){let l=[];for(let c in a){let h=a[c];delete h.metadata,l.push(h)}return l}}clone(e){return new this.constructor().copy(this,e)}copy(e,t=!0){if(this.name=e.name,this.up.copy(e.up),this.position.copy(e.position),this.rotation.order=e.rotation.order,this.quaternion.copy(e.quaternion),this.scale.copy(e.scale),this.pivot=e.pivot!==null?e.pivot.clone():null,this.matrix.copy(e.matrix),this.matrixWorld.copy(e.matrixWorld),this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrixWorldAutoUpdate=e.matrixWorldAutoUpdate,this.matrixWorldNeedsUpdate=e.matrixWorldNeedsUpdate,this.layers.mask=e.layers.mask,this.visible=e.visible,this.castShadow=e.castShadow,this.receiveShadow=e.receiveShadow,this.frustumCulled=e.frustumCulled,this.renderOrder=e.renderOrder,this.static=e.static,this.animations=e.animations.slice(),this.userData=JSON.parse(JSON.stringify(e.userData)),t===!0)for(let n=0;n<e.children.length;n++){let s=e.children[n];this.add(s.clone())}return this}dispose(){this.dispatchEvent({type:"dispose"})}};Zt.DEFAULT_UP=new N(0,1,0);Zt.DEFAULT_MATRIX_AUTO_UPDATE=!0;Zt.DEFAULT_MATRIX_WORLD_AUTO_UPDATE=!0;var cs=class extends Zt{constructor(){super(),this.isGroup=!0,this.type="Group"}},Xy={type:"move"},Qs=class{constructor(){this._targetRay=null,this._grip=null,this._hand=null}getHandSpace(){return this._hand===null&&(this._hand=new cs,this._hand.matrixAutoUpdate=!1,this._hand.visible=!1,this._hand.joints={},this._hand.inputState={pinching:!1}),this._hand}getTargetRaySpace(){return this._targetRay===null&&(this._targetRay=new cs,this._targetRay.matrixAutoUpdate=!1,this._targetRay.visible=!1,this._targetRay.hasLinearVelocity=!1,this._targetRay.linearVelocity=new N,this._targetRay.hasAngularVelocity=!1,this._targetRay.angularVelocity=new N),this._targetRay}getGripSpace(){return this._grip===null&&(this._grip=new cs,this._grip.matrixAutoUpdate=!1,this._grip.visible=!1,this._grip.hasLinearVelocity=!1,this._grip.linearVelocity=new N,this._grip.hasAngularVelocity=!1,this._grip.angularVelocity=new N,this._grip.eventsEnabled=!1),this._grip}dispatchEvent(e){return this._targetRay!==null&&this._targetRay.dispatchEvent(e),this._grip!==null&&this._grip.dispatchEvent(e),this._hand!==null&&this._hand.dispatchEvent(e),this}connect(e){if(e&&e.hand){let t=this._hand;if(t)for(let n of e.hand.values())this._getHandJoint(t,n)}return this.dispatchEvent({type:"connected",data:e}),this}disconnect(e){return this.dispatchEvent({type:"disconnected",data:e}),this._targetRay!==null&&(this._targetRay.visible=!1),this._grip!==null&&(this._grip.visible=!1),this._hand!==null&&(this._hand.visible=!1),this}update(e,t,n){let s=null,r=null,o=null,a=this._targetRay,l=this._grip,c=this._hand;if(e&&t.session.visibilityState!=="visible-blurred"){if(c&&e.hand){o=!0;for(let x of e.hand.values()){let f=t.getJointPose(x,n),g=this._getHandJoint(c,x);f!==null&&(g.matrix.fromArray(f.transform.matrix),g.matrix.decompose(g.position,g.quaternion,g.scale),g.matrixWorldNeedsUpdate=!0,g.jointRadius=f.radius),g.visible=f!==null}let h=c.joints["index-finger-tip"],u=c.joints["thumb-tip"],d=h.position.distanceTo(u.position),p=.02,m=.005;c.inputState.pinching&&d>p+m?(c.inputState.pinching=!1,this.dispatchEvent({type:"pinchend",handedness:e.handedness,target:this})):!c.inputState.pinching&&d<=p-m&&(c.inputState.pinching=!0,this.dispatchEvent({type:"pinchstart",handedness:e.handedness,target:this}))}else l!==null&&e.gripSpace&&(r=t.getPose(e.gripSpace,n),r!==null&&(l.matrix.fromArray(r.transform.matrix),l.matrix.decompose(l.position,l.quaternion,l.scale),l.matrixWorldNeedsUpdate=!0,r.linearVelocity?(l.hasLinearVelocity=!0,l.linearVelocity.copy(r.linearVelocity)):l.hasLinearVelocity=!1,r.angularVelocity?(l.hasAngularVelocity=!0,l.angularVelocity.copy(r.angularVelocity)):l.hasAngularVelocity=!1,l.eventsEnabled&&l.dispatchEvent({type:"gripUpdated",data:e,target:this})));a!==null&&(s=t.getPose(e.targetRaySpace,n),s===null&&r!==null&&(s=r),s!==null&&(a.matrix.fromArray(s.transform.matrix),a.matrix.decompose(a.position,a.quaternion,a.scale),a.matrixWorldNeedsUpdate=!0,s.linearVelocity?(a.hasLinearVelocity=!0,a.linearVelocity.copy(s.linearVelocity)):a.hasLinearVelocity=!1,s.angularVelocity?(a.hasAngularVelocity=!0,a.angularVelocity.copy(s.angularVelocity)):a.hasAngularVelocity=!1,this.dispatchEvent(Xy)))}return a!==null&&(a.visible=s!==null),l!==null&&(l.visible=r!==null),c!==null&&(c.visible=o!==null),this}_getHandJoint(e,t){if(e.joints[t.jointName]===void 0){let n=new cs;n.matrixAutoUpdate=!1,n.visible=!1,e.joints[t.jointName]=n,e.add(n)}return e.joints[t.jointName]}},$m={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074},Ii={h:0,s:0,l:0},Qo={h:0,s:0,l:0};function Zh(i,e,t){return t<0&&(t+=1),t>1&&(t-=1),t<1/6?i+(e-i)*6*t:t<1/2?e:t<2/3?i+(e-i)*6*(2/3-t):i}var Ae=class{constructor(e,t,n){return this.isColor=!0,this.r=1,this.g=1,this.b=1,this.set(e,t,n)}set(e,t,n){if(t===void 0&&n===void 0){let s=e;s&&s.isColor?this.copy(s):typeof s=="number"?this.setHex(s):typeof s=="string"&&this.setStyle(s)}else this.setRGB(e,t,n);return this}setScalar(e){return this.r=e,this.g=e,this.b=e,this}setHex(e,t=rn){return e=Math.floor(e),this.r=(e>>16&255)/255,this.g=(e>>8&255)/255,this.b=(e&255)/255,Qe.colorSpaceToWorking(this,t),this}setRGB(e,t,n,s=Qe.workingColorSpace){return this.r=e,this.g=t,this.b=n,Qe.colorSpaceToWorking(this,s),this}setHSL(e,t,n,s=Qe.workingColorSpace){if(e=qu(e,1),t=Ye(t,0,1),n=Ye(n,0,1),t===0)this.r=this.g=this.b=n;else{let r=n<=.5?n*(1+t):n+t-n*t,o=2*n-r;this.r=Zh(o,r,e+1/3),this.g=Zh(o,r,e),this.b=Zh(o,r,e-1/3)}return Qe.colorSpaceToWorking(this,s),this}setStyle(e,t=rn){function n(r){r!==void 0&&parseFloat(r)<1&&Pe("Color: Alpha component of "+e+" will be ignored.")}let s;if(s=/^(\w+)\(([^\)]*)\)/.exec(e)){let r,o=s[1],a=s[2];switch(o){case"rgb":case"rgba":if(r=/^\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setRGB(Math.min(255,parseInt(r[1],10))/255,Math.min(255,parseInt(r[2],10))/255,Math.min(255,parseInt(r[3],10))/255,t);if(r=/^\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setRGB(Math.min(100,parseFloat(r[1]))/100,Math.min(100,parseFloat(r[2]))/100,Math.min(100,parseFloat(r[3]))/100,t);break;case"hsl":case"hsla":if(r=/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setHSL(parseFloat(r[1])/360,parseFloat(r[2])/100,parseFloat(r[3])/100,t);break;default:Pe("Color: Unknown color model "+e)}}else if(s=/^\#([A-Fa-f\d]+)$/.exec(e)){let r=s[1],o=r.length;if(o===3)return this.setRGB(parseInt(r.charAt(0),16)/15,parseInt(r.charAt(1),16)/15,parseInt(r.charAt(2),16)/15,t);if(o===6)return this.setHex(parseInt(r,16),t);Pe("Color: Invalid hex color "+e)}else if(e&&e.length>0)return this.setColorName(e,t);return this}setColorName(e,t=rn){let n=$m[e.toLowerCase()];return n!==void 0?this.setHex(n,t):Pe("Color: Unknown color "+e),this}clone(){return new this.constructor(this.r,this.g,this.b)}copy(e){return this.r=e.r,this.g=e.g,this.b=e.b,this}copySRGBToLinear(e){return this.r=hi(e.r),this.g=hi(e.g),this.b=hi(e.b),this}copyLinearToSRGB(e){return this.r=Ys(e.r),this.g=Ys(e.g),this.b=Ys(e.b),this}convertSRGBToLinear(){return this.copySRGBToLinear(this),this}convertLinearToSRGB(){return this.copyLinearToSRGB(this),this}getHex(e=rn){return Qe.workingToColorSpace(jt.copy(this),e),Math.round(Ye(jt.r*255,0,255))*65536+Math.round(Ye(jt.g*255,0,255))*256+Math.round(Ye(jt.b*255,0,255))}getHexString(e=rn){return("000000"+this.getHex(e).toString(16)).slice(-6)}getHSL(e,t=Qe.workingColorSpace){Qe.workingToColorSpace(jt.copy(this),t);let n=jt.r,s=jt.g,r=jt.b,o=Math.max(n,s,r),a=Math.min(n,s,r),l,c,h=(a+o)/2;if(a===o)l=0,c=0;else{let u=o-a;switch(c=h<=.5?u/(o+a):u/(2-o-a),o){case n:l=(s-r)/u+(s<r?6:0);break;case s:l=(r-n)/u+2;break;case r:l=(n-s)/u+4;break}l/=6}return e.h=l,e.s=c,e.l=h,e}getRGB(e,t=Qe.workingColorSpace){return Qe.workingToColorSpace(jt.copy(this),t),e.r=jt.r,e.g=jt.g,e.b=jt.b,e}getStyle(e=rn){Qe.workingToColorSpace(jt.copy(this),e);let t=jt.r,n=jt.g,s=jt.b;return e!==rn?`color(${e} ${t.toFixed(3)} ${n.toFixed(3)} ${s.toFixed(3)})`:`rgb(${Math.round(t*255)},${Math.round(n*255)},${Math.round(s*255)})`}offsetHSL(e,t,n){return this.getHSL(Ii),this.setHSL(Ii.h+e,Ii.s+t,Ii.l+n)}add(e){return this.r+=e.r,this.g+=e.g,this.b+=e.b,this}addColors(e,t){return this.r=e.r+t.r,this.g=e.g+t.g,this.b=e.b+t.b,this}addScalar(e){return this.r+=e,this.g+=e,this.b+=e,this}sub(e){return this.r=Math.max(0,this.r-e.r),this.g=Math.max(0,this.g-e.g),this.b=Math.max(0,this.b-e.b),this}multiply(e){return this.r*=e.r,this.g*=e.g,this.b*=e.b,this}multiplyScalar(e){return this.r*=e,this.g*=e,this.b*=e,this}lerp(e,t){return this.r+=(e.r-this.r)*t,this.g+=(e.g-this.g)*t,this.b+=(e.b-this.b)*t,this}lerpColors(e,t,n){return this.r=e.r+(t.r-e.r)*n,this.g=e.g+(t.g-e.g)*n,this.b=e.b+(t.b-e.b)*n,this}lerpHSL(e,t){this.getHSL(Ii),e.getHSL(Qo);let n=Nr(Ii.h,Qo.h,t),s=Nr(Ii.s,Qo.s,t),r=Nr(Ii.l,Qo.l,t);return this.setHSL(n,s,r),this}setFromVector3(e){return this.r=e.x,this.g=e.y,this.b=e.z,this}applyMatrix3(e){let t=this.r,n=this.g,s=this.b,r=e.elements;return this.r=r[0]*t+r[3]*n+r[6]*s,this.g=r[1]*t+r[4]*n+r[7]*s,this.b=r[2]*t+r[5]*n+r[8]*s,this}equals(e){return e.r===this.r&&e.g===this.g&&e.b===this.b}fromArray(e,t=0){return this.r=e[t],this.g=e[t+1],this.b=e[t+2],this}toArray(e=[],t=0){return e[t]=this.r,e[t+1]=this.g,e[t+2]=this.b,e}fromBufferAttribute(e,t){return this.r=e.getX(t),this.g=e.getY(t),this.b=e.getZ(t),this}toJSON(){return this.getHex()}*[Symbol.iterator](){yield this.r,yield this.g,yield this.b}},jt=new Ae;Ae.NAMES=$m;var us=class extends Zt{constructor(){super(),this.isScene=!0,this.type="Scene",this.background=null,this.environment=null,this.fog=null,this.backgroundBlurriness=0,this.backgroundIntensity=1,this.backgroundRotation=new Fi,this.environmentIntensity=1,this.environmentRotation=new Fi,this.overrideMaterial=null,typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}copy(e,t){return super.copy(e,t),this.background=e.background!==null?e.background.clone():null,this.environment=e.environment!==null?e.environment.clone():null,this.fog=e.fog!==null?e.fog.clone():null,this.backgroundBlurriness=e.backgroundBlurriness,this.backgroundIntensity=e.backgroundIntensity,this.backgroundRotation.copy(e.backgroundRotation),this.environmentIntensity=e.environmentIntensity,this.environmentRotation.copy(e.environmentRotation),this.overrideMaterial=e.overrideMaterial!==null?e.overrideMaterial.clone():null,this.matrixAutoUpdate=e.matrixAutoUpdate,this}toJSON(e){let t=super.toJSON(e);return this.fog!==null&&(t.object.fog=this.fog.toJSON()),t.object.backgroundBlurriness=this.backgroundBlurriness,t.object.backgroundIntensity=this.backgroundIntensity,t.object.backgroundRotation=this.backgroundRotation.toArray(),t.object.environmentIntensity=this.environmentIntensity,t.object.environmentRotation=this.environmentRotation.toArray(),t}},In=new N,oi=new N,Jh=new N,ai=new N,Bs=new N,zs=new N,Wf=new N,Qh=new N,eu=new N,tu=new N,nu=new yt,iu=new yt,su=new yt,Oi=class i{constructor(e=new N,t=new N,n=new N){this.a=e,this.b=t,this.c=n}static getNormal(e,t,n,s){s.subVectors(n,t),In.subVectors(e,t),s.cross(In);let r=s.lengthSq();return r>0?s.multiplyScalar(1/Math.sqrt(r)):s.set(0,0,0)}static getBarycoord(e,t,n,s,r){In.subVectors(s,t),oi.subVectors(n,t),Jh.subVectors(e,t);let o=In.dot(In),a=In.dot(oi),l=In.dot(Jh),c=oi.dot(oi),h=oi.dot(Jh),u=o*c-a*a;if(u===0)return r.set(0,0,0),null;let d=1/u,p=(c*l-a*h)*d,m=(o*h-a*l)*d;return r.set(1-p-m,m,p)}static containsPoint(e,t,n,s){return this.getBarycoord(e,t,n,s,ai)===null?!1:ai.x>=0&&ai.y>=0&&ai.x+ai.y<=1}static getInterpolation(e,t,n,s,r,o,a,l){return this.getBarycoord(e,t,n,s,ai)===null?(l.x=0,l.y=0,"z"in l&&(l.z=0),"w"in l&&(l.w=0),null):(l.setScalar(0),l.addScaledVector(r,ai.x),l.addScaledVector(o,ai.y),l.addScaledVector(a,ai.z),l)}static getInterpolatedAttribute(e,t,n,s,r,o){return nu.setScalar(0),iu.setScalar(0),su.setScalar(0),nu.fromBufferAttribute(e,t),iu.fromBufferAttribute(e,n),su.fromBufferAttribute(e,s),o.setScalar(0),o.addScaledVector(nu,r.x),o.addScaledVector(iu,r.y),o.addScaledVector(su,r.z),o}static isFrontFacing(e,t,n,s){return In.subVectors(n,t),oi.subVectors(e,t),In.cross(oi).dot(s)<0}set(e,t,n){return this.a.copy(e),this.b.copy(t),this.c.copy(n),this}setFromPointsAndIndices(e,t,n,s){return this.a.copy(e[t]),this.b.copy(e[n]),this.c.copy(e[s]),this}setFromAttributeAndIndices(e,t,n,s){return this.a.fromBufferAttribute(e,t),this.b.fromBufferAttribute(e,n),this.c.fromBufferAttribute(e,s),this}clone(){return new this.constructor().copy(this)}copy(e){return this.a.copy(e.a),this.b.copy(e.b),this.c.copy(e.c),this}getArea(){return In.subVectors(this.c,this.b),oi.subVectors(this.a,this.b),In.cross(oi).length()*.5}getMidpoint(e){return e.addVectors(this.a,this.b).add(this.c).multiplyScalar(1/3)}getNormal(e){return i.getNormal(this.a,this.b,this.c,e)}getPlane(e){return e.setFromCoplanarPoints(this.a,this.b,this.c)}getBarycoord(e,t){return i.getBarycoord(e,this.a,this.b,this.c,t)}getInterpolation(e,t,n,s,r){return i.getInterpolation(e,this.a,this.b,this.c,t,n,s,r)}containsPoint(e){return i.containsPoint(e,this.a,this.b,this.c)}isFrontFacing(e){return i.isFrontFacing(this.a,this.b,this.c,e)}intersectsBox(e){return e.intersectsTriangle(this)}closestPointToPoint(e,t){let n=this.a,s=this.b,r=this.c,o,a;Bs.subVectors(s,n),zs.subVectors(r,n),Qh.subVectors(e,n);let l=Bs.dot(Qh),c=zs.dot(Qh);if(l<=0&&c<=0)return t.copy(n);eu.subVectors(e,s);let h=Bs.dot(eu),u=zs.dot(eu);if(h>=0&&u<=h)return t.copy(s);let d=l*u-h*c;if(d<=0&&l>=0&&h<=0&&l-h>0)return o=l/(l-h),t.copy(n).addScaledVector(Bs,o);tu.subVectors(e,r);let p=Bs.dot(tu),m=zs.dot(tu);if(m>=0&&p<=m)return t.copy(r);let x=p*c-l*m;if(x<=0&&c>=0&&m<=0)return a=c/(c-m),t.copy(n).addScaledVector(zs,a);let f=h*m-p*u;if(f<=0&&u-h>=0&&p-m>=0)return Wf.subVectors(r,s),a=(u-h)/(u-h+(p-m)),t.copy(s).addScaledVector(Wf,a);let g=1/(f+x+d);return o=x*g,a=d*g,t.copy(n).addScaledVector(Bs,o).addScaledVector(zs,a)}equals(e){return e.a.equals(this.a)&&e.b.equals(this.b)&&e.c.equals(this.c)}},Ui=class{constructor(e=new N(1/0,1/0,1/0),t=new N(-1/0,-1/0,-1/0)){this.isBox3=!0,this.min=e,this.max=t}set(e,t){return this.min.copy(e),this.max.copy(t),this}setFromArray(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t+=3)this.expandByPoint(Dn.fromArray(e,t));return this}setFromBufferAttribute(e){this.makeEmpty();for(let t=0,n=e.count;t<n;t++)this.expandByPoint(Dn.fromBufferAttribute(e,t));return this}setFromPoints(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t++)this.expandByPoint(e[t]);return this}setFromCenterAndSize(e,t){let n=Dn.copy(t).multiplyScalar(.5);return this.min.copy(e).sub(n),this.max.copy(e).add(n),this}setFromObject(e,t=!1){return this.makeEmpty(),this.expandByObject(e,t)}clone(){return new this.constructor().copy(this)}copy(e){return this.min.copy(e.min),this.max.copy(e.max),this}makeEmpty(){return this.min.x=this.min.y=this.min.z=1/0,this.max.x=this.max.y=this.max.z=-1/0,this}isEmpty(){return this.max.x<this.min.x||this.max.y<this.min.y||this.max.z<this.min.z}getCenter(e){return this.isEmpty()?e.set(0,0,0):e.addVectors(this.min,this.max).multiplyScalar(.5)}getSize(e){return this.isEmpty()?e.set(0,0,0):e.subVectors(this.max,this.min)}expandByPoint(e){return this.min.min(e),this.max.max(e),this}expandByVector(e){return this.min.sub(e),this.max.add(e),this}expandByScalar(e){return this.min.addScalar(-e),this.max.addScalar(e),this}expandByObject(e,t=!1){e.updateWorldMatrix(!1,!1);let n=e.geometry;if(n!==void 0){let r=n.getAttribute("position");if(t===!0&&r!==void 0&&e.isInstancedMesh!==!0&&e.isBatchedMesh!==!0)for(let o=0,a=r.count;o<a;o++)e.isMesh===!0?e.getVertexPosition(o,Dn):Dn.fromBufferAttribute(r,o),Dn.applyMatrix4(e.matrixWorld),this.expandByPoint(Dn);else e.boundingBox!==void 0?(e.boundingBox===null&&e.computeBoundingBox(),ea.copy(e.boundingBox)):(n.boundingBox===null&&n.computeBoundingBox(),ea.copy(n.boundingBox)),ea.applyMatrix4(e.matrixWorld),this.union(ea)}let s=e.children;for(let r=0,o=s.length;r<o;r++)this.expandByObject(s[r],t);return this}containsPoint(e){return e.x>=this.min.x&&e.x<=this.max.x&&e.y>=this.min.y&&e.y<=this.max.y&&e.z>=this.min.z&&e.z<=this.max.z}containsBox(e){return this.min.x<=e.min.x&&e.max.x<=this.max.x&&this.min.y<=e.min.y&&e.max.y<=this.max.y&&this.min.z<=e.min.z&&e.max.z<=this.max.z}getParameter(e,t){return t.set((e.x-this.min.x)/(this.max.x-this.min.x),(e.y-this.min.y)/(this.max.y-this.min.y),(e.z-this.min.z)/(this.max.z-this.min.z))}intersectsBox(e){return e.max.x>=this.min.x&&e.min.x<=this.max.x&&e.max.y>=this.min.y&&e.min.y<=this.max.y&&e.max.z>=this.min.z&&e.min.z<=this.max.z}intersectsSphere(e){return this.clampPoint(e.center,Dn),Dn.distanceToSquared(e.center)<=e.radius*e.radius}intersectsPlane(e){let t,n;return e.normal.x>0?(t=e.normal.x*this.min.x,n=e.normal.x*this.max.x):(t=e.normal.x*this.max.x,n=e.normal.x*this.min.x),e.normal.y>0?(t+=e.normal.y*this.min.y,n+=e.normal.y*this.max.y):(t+=e.normal.y*this.max.y,n+=e.normal.y*this.min.y),e.normal.z>0?(t+=e.normal.z*this.min.z,n+=e.normal.z*this.max.z):(t+=e.normal.z*this.max.z,n+=e.normal.z*this.min.z),t<=-e.constant&&n>=-e.constant}intersectsTriangle(e){if(this.isEmpty())return!1;this.getCenter(Cr),ta.subVectors(this.max,Cr),Hs.subVectors(e.a,Cr),Vs.subVectors(e.b,Cr),Gs.subVectors(e.c,Cr),Di.subVectors(Vs,Hs),Ni.subVectors(Gs,Vs),rs.subVectors(Hs,Gs);let t=[0,-Di.z,Di.y,0,-Ni.z,Ni.y,0,-rs.z,rs.y,Di.z,0,-Di.x,Ni.z,0,-Ni.x,rs.z,0,-rs.x,-Di.y,Di.x,0,-Ni.y,Ni.x,0,-rs.y,rs.x,0];return!ru(t,Hs,Vs,Gs,ta)||(t=[1,0,0,0,1,0,0,0,1],!ru(t,Hs,Vs,Gs,ta))?!1:(na.crossVectors(Di,Ni),t=[na.x,na.y,na.z],ru(t,Hs,Vs,Gs,ta))}clampPoint(e,t){return t.copy(e).clamp(this.min,this.max)}distanceToPoint(e){return this.clampPoint(e,Dn).distanceTo(e)}getBoundingSphere(e){return this.isEmpty()?e.makeEmpty():(this.getCenter(e.center),e.radius=this.getSize(Dn).length()*.5),e}intersect(e){return this.min.max(e.min),this.max.min(e.max),this.isEmpty()&&this.makeEmpty(),this}union(e){return this.min.min(e.min),this.max.max(e.max),this}applyMatrix4(e){return this.isEmpty()?this:(li[0].set(this.min.x,this.min.y,this.min.z).applyMatrix4(e),li[1].set(this.min.x,this.min.y,this.max.z).applyMatrix4(e),li[2].set(this.min.x,this.max.y,this.min.z).applyMatrix4(e),li[3].set(this.min.x,this.max.y,this.max.z).applyMatrix4(e),li[4].set(this.max.x,this.min.y,this.min.z).applyMatrix4(e),li[5].set(this.max.x,this.min.y,this.max.z).applyMatrix4(e),li[6].set(this.max.x,this.max.y,this.min.z).applyMatrix4(e),li[7].set(this.max.x,this.max.y,this.max.z).applyMatrix4(e),this.setFromPoints(li),this)}translate(e){return this.min.add(e),this.max.add(e),this}equals(e){return e.min.equals(this.min)&&e.max.equals(this.max)}toJSON(){return{min:this.min.toArray(),max:this.max.toArray()}}fromJSON(e){return this.min.fromArray(e.min),this.max.fromArray(e.max),this}},li=[new N,new N,new N,new N,new N,new N,new N,new N],Dn=new N,ea=new Ui,Hs=new N,Vs=new N,Gs=new N,Di=new N,Ni=new N,rs=new N,Cr=new N,ta=new N,na=new N,os=new N;function ru(i,e,t,n,s){for(let r=0,o=i.length-3;r<=o;r+=3){os.fromArray(i,r);let a=s.x*Math.abs(os.x)+s.y*Math.abs(os.y)+s.z*Math.abs(os.z),l=e.dot(os),c=t.dot(os),h=n.dot(os);if(Math.max(-Math.max(l,c,h),Math.min(l,c,h))>a)return!1}return!0}var Rt=new N,ia=new Ne,qy=0,Nn=class extends kn{constructor(e,t,n=!1){if(super(),Array.isArray(e))throw new TypeError("THREE.BufferAttribute: array should be a Typed Array.");this.isBufferAttribute=!0,Object.defineProperty(this,"id",{value:qy++}),this.name="",this.array=e,this.itemSize=t,this.count=e!==void 0?e.length/t:0,this.normalized=n,this.usage=Um,this.updateRanges=[],this.gpuType=Fn,this.version=0,this._normalizationScale=e!==void 0?Ku(e):void 0}onUploadCallback(){}set needsUpdate(e){e===!0&&this.version++}setUsage(e){return this.usage=e,this}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}copy(e){return this.name=e.name,this.array=new e.array.constructor(e.array),this.itemSize=e.itemSize,this.count=e.count,this.normalized=e.normalized,this.usage=e.usage,this.gpuType=e.gpuType,this._normalizationScale=e._normalizationScale,this}copyAt(e,t,n){e*=this.itemSize,n*=t.itemSize;for(let s=0,r=this.itemSize;s<r;s++)this.array[e+s]=t.array[n+s];return this}copyArray(e){return this.array.set(e),this}applyMatrix3(e){if(this.itemSize===2)for(let t=0,n=this.count;t<n;t++)ia.fromBufferAttribute(this,t),ia.applyMatrix3(e),this.setXY(t,ia.x,ia.y);else if(this.itemSize===3)for(let t=0,n=this.count;t<n;t++)Rt.fromBufferAttribute(this,t),Rt.applyMatrix3(e),this.setXYZ(t,Rt.x,Rt.y,Rt.z);return this}applyMatrix4(e){for(let t=0,n=this.count;t<n;t++)Rt.fromBufferAttribute(this,t),Rt.applyMatrix4(e),this.setXYZ(t,Rt.x,Rt.y,Rt.z);return this}applyNormalMatrix(e){for(let t=0,n=this.count;t<n;t++)Rt.fromBufferAttribute(this,t),Rt.applyNormalMatrix(e),this.setXYZ(t,Rt.x,Rt.y,Rt.z);return this}transformDirection(e){for(let t=0,n=this.count;t<n;t++)Rt.fromBufferAttribute(this,t),Rt.transformDirection(e),this.setXYZ(t,Rt.x,Rt.y,Rt.z);return this}set(e,t=0){return this.array.set(e,t),this}getComponent(e,t){let n=this.array[e*this.itemSize+t];return this.normalized&&(n=this._denormalize(n)),n}setComponent(e,t,n){return this.normalized&&(n=this._normalize(n)),this.array[e*this.itemSize+t]=n,this}getX(e){let t=this.array[e*this.itemSize];return this.normalized&&(t=this._denormalize(t)),t}setX(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize]=t,this}getY(e){let t=this.array[e*this.itemSize+1];return this.normalized&&(t=this._denormalize(t)),t}setY(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+1]=t,this}getZ(e){let t=this.array[e*this.itemSize+2];return this.normalized&&(t=this._denormalize(t)),t}setZ(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+2]=t,this}getW(e){let t=this.array[e*this.itemSize+3];return this.normalized&&(t=this._denormalize(t)),t}setW(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+3]=t,this}setXY(e,t,n){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n)),this.array[e+0]=t,this.array[e+1]=n,this}setXYZ(e,t,n,s){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),s=this._normalize(s)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=s,this}setXYZW(e,t,n,s,r){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),s=this._normalize(s),r=this._normalize(r)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=s,this.array[e+3]=r,this}onUpload(e){return this.onUploadCallback=e,this}clone(){return new this.constructor(this.array,this.itemSize).copy(this)}toJSON(){let e={itemSize:this.itemSize,type:this.array.constructor.name,array:Array.from(this.array),normalized:this.normalized};return e.name=this.name,e.usage=this.usage,e.gpuType=this.gpuType,e}dispose(){this.dispatchEvent({type:"dispose"})}_denormalize(e){let t=this._normalizationScale;return t!==void 0?Math.max(e/t,-1):Gm(e,this.array)}_normalize(e){let t=this._normalizationScale;return t!==void 0?Math.round(e*t):Wm(e,this.array)}},Hr=class extends Nn{constructor(e,t,n){super(new Int8Array(e),t,n)}};var ds=class extends Nn{constructor(e,t,n){super(new Uint16Array(e),t,n)}};var ps=class extends Nn{constructor(e,t,n){super(new Uint32Array(e),t,n)}};var Nt=class extends Nn{constructor(e,t,n){super(new Float32Array(e),t,n)}},Yy=new Ui,Rr=new N,ou=new N,di=class{constructor(e=new N,t=-1){this.isSphere=!0,this.center=e,this.radius=t}set(e,t){return this.center.copy(e),this.radius=t,this}setFromPoints(e,t){let n=this.center;t!==void 0?n.copy(t):Yy.setFromPoints(e).getCenter(n);let s=0;for(let r=0,o=e.length;r<o;r++)s=Math.max(s,n.distanceToSquared(e[r]));return this.radius=Math.sqrt(s),this}copy(e){return this.center.copy(e.center),this.radius=e.radius,this}isEmpty(){return this.radius<0}makeEmpty(){return this.center.set(0,0,0),this.radius=-1,this}containsPoint(e){return e.distanceToSquared(this.center)<=this.radius*this.radius}distanceToPoint(e){return e.distanceTo(this.center)-this.radius}intersectsSphere(e){let t=this.radius+e.radius;return e.center.distanceToSquared(this.center)<=t*t}intersectsBox(e){return e.intersectsSphere(this)}intersectsPlane(e){return Math.abs(e.distanceToPoint(this.center))<=this.radius}clampPoint(e,t){let n=this.center.distanceToSquared(e);return t.copy(e),n>this.radius*this.radius&&(t.sub(this.center).normalize(),t.multiplyScalar(this.radius).add(this.center)),t}getBoundingBox(e){return this.isEmpty()?(e.makeEmpty(),e):(e.set(this.center,this.center),e.expandByScalar(this.radius),e)}applyMatrix4(e){return this.center.applyMatrix4(e),this.radius=this.radius*e.getMaxScaleOnAxis(),this}translate(e){return this.center.add(e),this}expandByPoint(e){if(this.isEmpty())return this.center.copy(e),this.radius=0,this;Rr.subVectors(e,this.center);let t=Rr.lengthSq();if(t>this.radius*this.radius){let n=Math.sqrt(t),s=(n-this.radius)*.5;this.center.addScaledVector(Rr,s/n),this.radius+=s}return this}union(e){return e.isEmpty()?this:this.isEmpty()?(this.copy(e),this):(this.center.equals(e.center)===!0?this.radius=Math.max(this.radius,e.radius):(ou.subVectors(e.center,this.center).setLength(e.radius),this.expandByPoint(Rr.copy(e.center).add(ou)),this.expandByPoint(Rr.copy(e.center).sub(ou))),this)}equals(e){return e.center.equals(this.center)&&e.radius===this.radius}clone(){return new this.constructor().copy(this)}toJSON(){return{radius:this.radius,center:this.center.toArray()}}fromJSON(e){return this.radius=e.radius,this.center.fromArray(e.center),this}},Ky=0,En=new pt,au=new Zt,Ws=new N,gn=new Ui,Pr=new Ui,Vt=new N,pn=class i extends kn{constructor(){super(),this.isBufferGeometry=!0,Object.defineProperty(this,"id",{value:Ky++}),this.uuid=ar(),this.name="",this.type="BufferGeometry",this.index=null,this.indirect=null,this.indirectOffset=0,this.attributes={},this.morphAttributes={},this.morphTargetsRelative=!1,this.groups=[],this.boundingBox=null,this.boundingSphere=null,this.drawRange={start:0,count:1/0},this.userData={},this._transformed=!1}getIndex(){return this.index}setIndex(e){return Array.isArray(e)?this.index=new(by(e)?ps:ds)(e,1):this.index=e,this}setIndirect(e,t=0){return this.indirect=e,this.indirectOffset=t,this}getIndirect(){return this.indirect}getAttribute(e){return this.attributes[e]}setAttribute(e,t){return this.attributes[e]=t,this}deleteAttribute(e){return delete this.attributes[e],this}hasAttribute(e){return this.attributes[e]!==void 0}addGroup(e,t,n=0){this.groups.push({start:e,count:t,materialIndex:n})}clearGroups(){this.groups=[]}setDrawRange(e,t){this.drawRange.start=e,this.drawRange.count=t}applyMatrix4(e){let t=this.attributes.position;t!==void 0&&(t.applyMatrix4(e),t.needsUpdate=!0);let n=this.attributes.normal;if(n!==void 0){let r=new Oe().getNormalMatrix(e);n.applyNormalMatrix(r),n.needsUpdate=!0}let s=this.attributes.tangent;return s!==void 0&&(s.transformDirection(e),s.needsUpdate=!0),this.boundingBox!==null&&this.computeBoundingBox(),this.boundingSphere!==null&&this.computeBoundingSphere(),this._transformed=!0,this}applyQuaternion(e){return En.makeRotationFromQuaternion(e),this.applyMatrix4(En),this}rotateX(e){return En.makeRotationX(e),this.applyMatrix4(En),this}rotateY(e){return En.makeRotationY(e),this.applyMatrix4(En),this}rotateZ(e){return En.makeRotationZ(e),this.applyMatrix4(En),this}translate(e,t,n){return En.makeTranslation(e,t,n),this.applyMatrix4(En),this}scale(e,t,n){return En.makeScale(e,t,n),this.applyMatrix4(En),this}lookAt(e){return au.lookAt(e),au.updateMatrix(),this.applyMatrix4(au.matrix),this}center(){return this.computeBoundingBox(),this.boundingBox.getCenter(Ws).negate(),this.translate(Ws.x,Ws.y,Ws.z),this}setFromPoints(e){let t=this.getAttribute("position");if(t===void 0){let n=[];for(let s=0,r=e.length;s<r;s++){let o=e[s];n.push(o.x,o.y,o.z||0)}this.setAttribute("position",new Nt(n,3))}else{let n=Math.min(e.length,t.count);for(let s=0;s<n;s++){let r=e[s];t.setXYZ(s,r.x,r.y,r.z||0)}e.length>t.count&&Pe("BufferGeometry: Buffer size too small for points data. Use .dispose() and create a new geometry."),t.needsUpdate=!0}return this}computeBoundingBox(){this.boundingBox===null&&(this.boundingBox=new Ui);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){ke("BufferGeometry.computeBoundingBox(): GLBufferAttribute requires a manual bounding box.",this),this.boundingBox.set(new N(-1/0,-1/0,-1/0),new N(1/0,1/0,1/0));return}if(e!==void 0){if(this.boundingBox.setFromBufferAttribute(e),t)for(let n=0,s=t.length;n<s;n++){let r=t[n];gn.setFromBufferAttribute(r),this.morphTargetsRelative?(Vt.addVectors(this.boundingBox.min,gn.min),this.boundingBox.expandByPoint(Vt),Vt.addVectors(this.boundingBox.max,gn.max),this.boundingBox.expandByPoint(Vt)):(this.boundingBox.expandByPoint(gn.min),this.boundingBox.expandByPoint(gn.max))}}else this.boundingBox.makeEmpty();(isNaN(this.boundingBox.min.x)||isNaN(this.boundingBox.min.y)||isNaN(this.boundingBox.min.z))&&ke('BufferGeometry.computeBoundingBox(): Computed min/max have NaN values. The "position" attribute is likely to have NaN values.',this)}computeBoundingSphere(){this.boundingSphere===null&&(this.boundingSphere=new di);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){ke("BufferGeometry.computeBoundingSphere(): GLBufferAttribute requires a manual bounding sphere.",this),this.boundingSphere.set(new N,1/0);return}if(e){let n=this.boundingSphere.center;if(gn.setFromBufferAttribute(e),t)for(let r=0,o=t.length;r<o;r++){let a=t[r];Pr.setFromBufferAttribute(a),this.morphTargetsRelative?(Vt.addVectors(gn.min,Pr.min),gn.expandByPoint(Vt),Vt.addVectors(gn.max,Pr.max),gn.expandByPoint(Vt)):(gn.expandByPoint(Pr.min),gn.expandByPoint(Pr.max))}gn.getCenter(n);let s=0;for(let r=0,o=e.count;r<o;r++)Vt.fromBufferAttribute(e,r),s=Math.max(s,n.distanceToSquared(Vt));if(t)for(let r=0,o=t.length;r<o;r++){let a=t[r],l=this.morphTargetsRelative;for(let c=0,h=a.count;c<h;c++)Vt.fromBufferAttribute(a,c),l&&(Ws.fromBufferAttribute(e,c),Vt.add(Ws)),s=Math.max(s,n.distanceToSquared(Vt))}this.boundingSphere.radius=Math.sqrt(s),isNaN(this.boundingSphere.radius)&&ke('BufferGeometry.computeBoundingSphere(): Computed radius is NaN. The "position" attribute is likely to have NaN values.',this)}}computeTangents(){let e=this.index,t=this.attributes;if(e===null||t.position===void 0||t.normal===void 0||t.uv===void 0){ke("BufferGeometry: .computeTangents() failed. Missing required attributes (index, position, normal or uv)");return}let n=t.position,s=t.normal,r=t.uv,o=this.getAttribute("tangent");(o===void 0||o.count!==n.count)&&(o=new Nn(new Float32Array(4*n.count),4),this.setAttribute("tangent",o));let a=[],l=[],c=new Uint8Array(n.count);for(let B=0;B<n.count;B++)a[B]=new N,l[B]=new N;let h=new N,u=new N,d=new N,p=new Ne,m=new Ne,x=new Ne,f=new N,g=new N;function _(B,I,k){c[B]=c[I]=c[k]=1,h.fromBufferAttribute(n,B),u.fromBufferAttribute(n,I),d.fromBufferAttribute(n,k),p.fromBufferAttribute(r,B),m.fromBufferAttribute(r,I),x.fromBufferAttribute(r,k),u.sub(h),d.sub(h),m.sub(p),x.sub(p);let H=1/(m.x*x.y-x.x*m.y);isFinite(H)&&(f.copy(u).multiplyScalar(x.y).addScaledVector(d,-m.y).multiplyScalar(H),g.copy(d).multiplyScalar(m.x).addScaledVector(u,-x.x).multiplyScalar(H),a[B].add(f),a[I].add(f),a[k].add(f),l[B].add(g),l[I].add(g),l[k].add(g))}let E=this.groups;E.length===0&&(E=[{start:0,count:e.count}]);for(let B=0,I=E.length;B<I;++B){let k=E[B],H=k.start,q=k.count;for(let L=H,$=H+q;L<$;L+=3)_(e.getX(L+0),e.getX(L+1),e.getX(L+2))}let M=new N,C=new N,A=new N,v=new N;function T(B){A.fromBufferAttribute(s,B),v.copy(A);let I=a[B];M.copy(I),M.sub(A.multiplyScalar(A.dot(I))).normalize(),C.crossVectors(v,I);let H=C.dot(l[B])<0?-1:1;o.setXYZW(B,M.x,M.y,M.z,H)}for(let B=0,I=n.count;B<I;++B)c[B]&&T(B);this._transformed=!0}computeVertexNormals(){let e=this.index,t=this.getAttribute("position");if(t!==void 0){let n=this.getAttribute("normal");if(n===void 0||n.count!==t.count)n=new Nn(new Float32Array(t.count*3),3),this.setAttribute("normal",n);else for(let d=0,p=n.count;d<p;d++)n.setXYZ(d,0,0,0);let s=new N,r=new N,o=new N,a=new N,l=new N,c=new N,h=new N,u=new N;if(e)for(let d=0,p=e.count;d<p;d+=3){let m=e.getX(d+0),x=e.getX(d+1),f=e.getX(d+2);s.fromBufferAttribute(t,m),r.fromBufferAttribute(t,x),o.fromBufferAttribute(t,f),h.subVectors(o,r),u.subVectors(s,r),h.cross(u),a.fromBufferAttribute(n,m),l.fromBufferAttribute(n,x),c.fromBufferAttribute(n,f),a.add(h),l.add(h),c.add(h),n.setXYZ(m,a.x,a.y,a.z),n.setXYZ(x,l.x,l.y,l.z),n.setXYZ(f,c.x,c.y,c.z)}else for(let d=0,p=t.count;d<p;d+=3)s.fromBufferAttribute(t,d+0),r.fromBufferAttribute(t,d+1),o.fromBufferAttribute(t,d+2),h.subVectors(o,r),u.subVectors(s,r),h.cross(u),n.setXYZ(d+0,h.x,h.y,h.z),n.setXYZ(d+1,h.x,h.y,h.z),n.setXYZ(d+2,h.x,h.y,h.z);this.normalizeNormals(),n.needsUpdate=!0}}normalizeNormals(){let e=this.attributes.normal;for(let t=0,n=e.count;t<n;t++)Vt.fromBufferAttribute(e,t),Vt.normalize(),e.setXYZ(t,Vt.x,Vt.y,Vt.z)}toNonIndexed(){function e(a,l){let c=a.array,h=a.itemSize,u=a.normalized,d=new c.constructor(l.length*h),p=0,m=0;for(let x=0,f=l.length;x<f;x++){a.isInterleavedBufferAttribute?p=l[x]*a.data.stride+a.offset:p=l[x]*h;for(let g=0;g<h;g++)d[m++]=c[p++]}return new Nn(d,h,u)}if(this.index===null)return Pe("BufferGeometry.toNonIndexed(): BufferGeometry is already non-indexed."),this;let t=new i,n=this.index.array,s=this.attributes;for(let a in s){let l=s[a],c=e(l,n);t.setAttribute(a,c)}let r=this.morphAttributes;for(let a in r){let l=[],c=r[a];for(let h=0,u=c.length;h<u;h++){let d=c[h],p=e(d,n);l.push(p)}t.morphAttributes[a]=l}t.morphTargetsRelative=this.morphTargetsRelative;let o=this.groups;for(let a=0,l=o.length;a<l;a++){let c=o[a];t.addGroup(c.start,c.count,c.materialIndex)}return t}toJSON(){let e={metadata:{version:4.7,type:"BufferGeometry",generator:"BufferGeometry.toJSON"}};if(e.uuid=this.uuid,e.type=this.parameters!==void 0&&this._transformed===!0?"BufferGeometry":this.type,e.name=this.name,Object.keys(this.userData).length>0&&(e.userData=this.userData),this.parameters!==void 0&&this._transformed!==!0){let l=this.parameters;for(let c in l)l[c]!==void 0&&(e[c]=l[c]);return e}e.data={attributes:{}};let t=this.index;t!==null&&(e.data.index={type:t.array.constructor.name,array:Array.prototype.slice.call(t.array)});let n=this.attributes;for(let l in n){let c=n[l];e.data.attributes[l]=c.toJSON(e.data)}let s={},r=!1;for(let l in this.morphAttributes){let c=this.morphAttributes[l],h=[];for(let u=0,d=c.length;u<d;u++){let p=c[u];h.push(p.toJSON(e.data))}h.length>0&&(s[l]=h,r=!0)}r&&(e.data.morphAttributes=s,e.data.morphTargetsRelative=this.morphTargetsRelative);let o=this.groups;o.length>0&&(e.data.groups=JSON.parse(JSON.stringify(o)));let a=this.boundingSphere;return a!==null&&(e.data.boundingSphere=a.toJSON()),e}clone(){return new this.constructor().copy(this)}copy(e){this.index=null,this.attributes={},this.morphAttributes={},this.groups=[],this.boundingBox=null,this.boundingSphere=null;let t={};this.name=e.name;let n=e.index;n!==null&&this.setIndex(n.clone());let s=e.attributes;for(let c in s){let h=s[c];this.setAttribute(c,h.clone(t))}let r=e.morphAttributes;for(let c in r){let h=[],u=r[c];for(let d=0,p=u.length;d<p;d++)h.push(u[d].clone(t));this.morphAttributes[c]=h}this.morphTargetsRelative=e.morphTargetsRelative;let o=e.groups;for(let c=0,h=o.length;c<h;c++){let u=o[c];this.addGroup(u.start,u.count,u.materialIndex)}let a=e.boundingBox;a!==null&&(this.boundingBox=a.clone());let l=e.boundingSphere;return l!==null&&(this.boundingSphere=l.clone()),this.drawRange.start=e.drawRange.start,this.drawRange.count=e.drawRange.count,this.userData=e.userData,this._transformed=e._transformed,this}dispose(){this.dispatchEvent({type:"dispose"})}};var lu=new N,jy=new N,Zy=new Oe,on=class{constructor(e=new N(1,0,0),t=0){this.isPlane=!0,this.normal=e,this.constant=t}set(e,t){return this.normal.copy(e),this.constant=t,this}setComponents(e,t,n,s){return this.normal.set(e,t,n),this.constant=s,this}setFromNormalAndCoplanarPoint(e,t){return this.normal.copy(e),this.constant=-t.dot(this.normal),this}setFromCoplanarPoints(e,t,n){let s=lu.subVectors(n,t).cross(jy.subVectors(e,t)).normalize();return this.setFromNormalAndCoplanarPoint(s,e),this}copy(e){return this.normal.copy(e.normal),this.constant=e.constant,this}normalize(){let e=1/this.normal.length();return this.normal.multiplyScalar(e),this.constant*=e,this}negate(){return this.constant*=-1,this.normal.negate(),this}distanceToPoint(e){return this.normal.dot(e)+this.constant}distanceToSphere(e){return this.distanceToPoint(e.center)-e.radius}projectPoint(e,t){return t.copy(e).addScaledVector(this.normal,-this.distanceToPoint(e))}intersectLine(e,t,n=!0){let s=e.delta(lu),r=this.normal.dot(s);if(r===0)return this.distanceToPoint(e.start)===0?t.copy(e.start):null;let o=-(e.start.dot(this.normal)+this.constant)/r;return n===!0&&(o<0||o>1)?null:t.copy(e.start).addScaledVector(s,o)}intersectsLine(e){let t=this.distanceToPoint(e.start),n=this.distanceToPoint(e.end);return t<0&&n>0||n<0&&t>0}intersectsBox(e){return e.intersectsPlane(this)}intersectsSphere(e){return e.intersectsPlane(this)}coplanarPoint(e){return e.copy(this.normal).multiplyScalar(-this.constant)}applyMatrix4(e,t){let n=t||Zy.getNormalMatrix(e),s=this.coplanarPoint(lu).applyMatrix4(e),r=this.normal.applyMatrix3(n).normalize();return this.constant=-s.dot(r),this}translate(e){return this.constant-=e.dot(this.normal),this}equals(e){return e.normal.equals(this.normal)&&e.constant===this.constant}clone(){return new this.constructor().copy(this)}toJSON(){return{normal:this.normal.toArray(),constant:this.constant}}fromJSON(e){return this.normal.fromArray(e.normal),this.constant=e.constant,this}},Jy=0,Bi=class extends kn{constructor(){super(),this.isMaterial=!0,Object.defineProperty(this,"id",{value:Jy++}),this.uuid=ar(),this.name="",this.type="Material",this.blending=sr,this.side=Zn,this.vertexColors=!1,this.opacity=1,this.transparent=!1,this.alphaHash=!1,this.blendSrc=Su,this.blendDst=Tu,this.blendEquation=vs,this.blendSrcAlpha=null,this.blendDstAlpha=null,this.blendEquationAlpha=null,this.blendColor=new Ae(0,0,0),this.blendAlpha=0,this.depthFunc=Ks,this.depthTest=!0,this.depthWrite=!0,this.stencilWriteMask=255,this.stencilFunc=Im,this.stencilRef=0,this.stencilFuncMask=255,this.stencilFail=ba,this.stencilZFail=ba,this.stencilZPass=ba,this.stencilWrite=!1,this.clippingPlanes=null,this.clipIntersection=!1,this.clipShadows=!1,this.shadowSide=null,this.colorWrite=!0,this.precision=null,this.polygonOffset=!1,this.polygonOffsetFactor=0,this.polygonOffsetUnits=0,this.dithering=!1,this.alphaToCoverage=!1,this.premultipliedAlpha=!1,this.forceSinglePass=!1,this.allowOverride=!0,this.visible=!0,this.toneMapped=!0,this.userData={},this.version=0,this._alphaTest=0}get alphaTest(){return this._alphaTest}set alphaTest(e){this._alphaTest>0!=e>0&&this.version++,this._alphaTest=e}onBeforeRender(){}onBeforeCompile(){}customProgramCacheKey(){return this.onBeforeCompile.toString()}setValues(e){if(e!==void 0)for(let t in e){let n=e[t];if(n===void 0){Pe(`Material: parameter '${t}' has value of undefined.`);continue}let s=this[t];if(s===void 0){Pe(`Material: '${t}' is not a property of THREE.${this.type}.`);continue}s&&s.isColor?s.set(n):s&&s.isVector2&&n&&n.isVector2||s&&s.isEuler&&n&&n.isEuler||s&&s.isVector3&&n&&n.isVector3?s.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";t&&(e={textures:{},images:{}});let n={metadata:{version:4.7,type:"Material",generator:"Material.toJSON"}};n.uuid=this.uuid,n.type=this.type,n.blending=this.blending,n.side=this.side,n.shadowSide=this.shadowSide,n.vertexColors=this.vertexColors,n.opacity=this.opacity,n.transparent=this.transparent,n.blendSrc=this.blendSrc,n.blendDst=this.blendDst,n.blendEquation=this.blendEquation,n.blendSrcAlpha=this.blendSrcAlpha,n.blendDstAlpha=this.blendDstAlpha,n.blendEquationAlpha=this.blendEquationAlpha,n.blendColor=this.blendColor.getHex(),n.blendAlpha=this.blendAlpha,n.depthFunc=this.depthFunc,n.depthTest=this.depthTest,n.depthWrite=this.depthWrite,n.colorWrite=this.colorWrite,n.clipIntersection=this.clipIntersection,n.clipShadows=this.clipShadows,n.stencilWriteMask=this.stencilWriteMask,n.stencilFunc=this.stencilFunc,n.stencilRef=this.stencilRef,n.stencilFuncMask=this.stencilFuncMask,n.stencilFail=this.stencilFail,n.stencilZFail=this.stencilZFail,n.stencilZPass=this.stencilZPass,n.stencilWrite=this.stencilWrite,n.polygonOffset=this.polygonOffset,n.polygonOffsetFactor=this.polygonOffsetFactor,n.polygonOffsetUnits=this.polygonOffsetUnits,n.dithering=this.dithering,n.alphaTest=this.alphaTest,n.alphaHash=this.alphaHash,n.alphaToCoverage=this.alphaToCoverage,n.premultipliedAlpha=this.premultipliedAlpha,n.forceSinglePass=this.forceSinglePass,n.allowOverride=this.allowOverride,n.visible=this.visible,n.toneMapped=this.toneMapped,n.name=this.name,this.color&&this.color.isColor&&(n.color=this.color.getHex()),this.roughness!==void 0&&(n.roughness=this.roughness),this.metalness!==void 0&&(n.metalness=this.metalness),this.sheen!==void 0&&(n.sheen=this.sheen),this.sheenColor&&this.sheenColor.isColor&&(n.sheenColor=this.sheenColor.getHex()),this.sheenRoughness!==void 0&&(n.sheenRoughness=this.sheenRoughness),this.emissive&&this.emissive.isColor&&(n.emissive=this.emissive.getHex()),this.emissiveIntensity!==void 0&&(n.emissiveIntensity=this.emissiveIntensity),this.specular&&this.specular.isColor&&(n.specular=this.specular.getHex()),this.specularIntensity!==void 0&&(n.specularIntensity=this.specularIntensity),this.specularColor&&this.specularColor.isColor&&(n.specularColor=this.specularColor.getHex()),this.shininess!==void 0&&(n.shininess=this.shininess),this.clearcoat!==void 0&&(n.clearcoat=this.clearcoat),this.clearcoatRoughness!==void 0&&(n.clearcoatRoughness=this.clearcoatRoughness),this.diffuseRoughness!==void 0&&(n.diffuseRoughness=this.diffuseRoughness),this.diffuseRoughnessMap&&this.diffuseRoughnessMap.isTexture&&(n.diffuseRoughnessMap=this.diffuseRoughnessMap.toJSON(e).uuid),this.clearcoatMap&&this.clearcoatMap.isTexture&&(n.clearcoatMap=this.clearcoatMap.toJSON(e).uuid),this.clearcoatRoughnessMap&&this.clearcoatRoughnessMap.isTexture&&(n.clearcoatRoughnessMap=this.clearcoatRoughnessMap.toJSON(e).uuid),this.clearcoatNormalMap&&this.clearcoatNormalMap.isTexture&&(n.clearcoatNormalMap=this.clearcoatNormalMap.toJSON(e).uuid,n.clearcoatNormalScale=this.clearcoatNormalScale.toArray()),this.sheenColorMap&&this.sheenColorMap.isTexture&&(n.sheenColorMap=this.sheenColorMap.toJSON(e).uuid),this.sheenRoughnessMap&&this.sheenRoughnessMap.isTexture&&(n.sheenRoughnessMap=this.sheenRoughnessMap.toJSON(e).uuid),this.dispersion!==void 0&&(n.dispersion=this.dispersion),this.retroreflectivity!==void 0&&(n.retroreflectivity=this.retroreflectivity),this.iridescence!==void 0&&(n.iridescence=this.iridescence),this.iridescenceIOR!==void 0&&(n.iridescenceIOR=this.iridescenceIOR),this.iridescenceThicknessMinimum!==void 0&&(n.iridescenceThicknessMinimum=this.iridescenceThicknessMinimum),this.iridescenceThicknessMaximum!==void 0&&(n.iridescenceThicknessMaximum=this.iridescenceThicknessMaximum),this.iridescenceMap&&this.iridescenceMap.isTexture&&(n.iridescenceMap=this.iridescenceMap.toJSON(e).uuid),this.iridescenceThicknessMap&&this.iridescenceThicknessMap.isTexture&&(n.iridescenceThicknessMap=this.iridescenceThicknessMap.toJSON(e).uuid),this.anisotropy!==void 0&&(n.anisotropy=this.anisotropy),this.anisotropyRotation!==void 0&&(n.anisotropyRotation=this.anisotropyRotation),this.anisotropyMap&&this.anisotropyMap.isTexture&&(n.anisotropyMap=this.anisotropyMap.toJSON(e).uuid),this.map&&this.map.isTexture&&(n.map=this.map.toJSON(e).uuid),this.matcap&&this.matcap.isTexture&&(n.matcap=this.matcap.toJSON(e).uuid),this.alphaMap&&this.alphaMap.isTexture&&(n.alphaMap=this.alphaMap.toJSON(e).uuid),this.lightMap&&this.lightMap.isTexture&&(n.lightMap=this.lightMap.toJSON(e).uuid,n.lightMapIntensity=this.lightMapIntensity),this.aoMap&&this.aoMap.isTexture&&(n.aoMap=this.aoMap.toJSON(e).uuid,n.aoMapIntensity=this.aoMapIntensity),this.bumpMap&&this.bumpMap.isTexture&&(n.bumpMap=this.bumpMap.toJSON(e).uuid,n.bumpScale=this.bumpScale),this.normalMap&&this.normalMap.isTexture&&(n.normalMap=this.normalMap.toJSON(e).uuid,n.normalMapType=this.normalMapType,n.normalScale=this.normalScale.toArray()),this.displacementMap&&this.displacementMap.isTexture&&(n.displacementMap=this.displacementMap.toJSON(e).uuid,n.displacementScale=this.displacementScale,n.displacementBias=this.displacementBias),this.roughnessMap&&this.roughnessMap.isTexture&&(n.roughnessMap=this.roughnessMap.toJSON(e).uuid),this.metalnessMap&&this.metalnessMap.isTexture&&(n.metalnessMap=this.metalnessMap.toJSON(e).uuid),this.emissiveMap&&this.emissiveMap.isTexture&&(n.emissiveMap=this.emissiveMap.toJSON(e).uuid),this.specularMap&&this.specularMap.isTexture&&(n.specularMap=this.specularMap.toJSON(e).uuid),this.specularIntensityMap&&this.specularIntensityMap.isTexture&&(n.specularIntensityMap=this.specularIntensityMap.toJSON(e).uuid),this.specularColorMap&&this.specularColorMap.isTexture&&(n.specularColorMap=this.specularColorMap.toJSON(e).uuid),this.envMap&&this.envMap.isTexture&&(n.envMap=this.envMap.toJSON(e).uuid,this.combine!==void 0&&(n.combine=this.combine)),this.envMapRotation!==void 0&&(n.envMapRotation=this.envMapRotation.toArray()),this.envMapIntensity!==void 0&&(n.envMapIntensity=this.envMapIntensity),this.reflectivity!==void 0&&(n.reflectivity=this.reflectivity),this.refractionRatio!==void 0&&(n.refractionRatio=this.refractionRatio),this.gradientMap&&this.gradientMap.isTexture&&(n.gradientMap=this.gradientMap.toJSON(e).uuid),this.transmission!==void 0&&(n.transmission=this.transmission),this.transmissionMap&&this.transmissionMap.isTexture&&(n.transmissionMap=this.transmissionMap.toJSON(e).uuid),this.thickness!==void 0&&(n.thickness=this.thickness),this.thicknessMap&&this.thicknessMap.isTexture&&(n.thicknessMap=this.thicknessMap.toJSON(e).uuid),this.attenuationDistance!==void 0&&(n.attenuationDistance=this.attenuationDistance),this.attenuationColor!==void 0&&(n.attenuationColor=this.attenuationColor.getHex()),this.size!==void 0&&(n.size=this.size),this.sizeAttenuation!==void 0&&(n.sizeAttenuation=this.sizeAttenuation),Array.isArray(this.clippingPlanes)&&this.clippingPlanes.length>0&&(n.clippingPlanes=this.clippingPlanes.map(r=>r.toJSON())),this.rotation!==void 0&&(n.rotation=this.rotation),this.depthPacking!==void 0&&(n.depthPacking=this.depthPacking),this.linewidth!==void 0&&(n.linewidth=this.linewidth),this.linecap!==void 0&&(n.linecap=this.linecap),this.linejoin!==void 0&&(n.linejoin=this.linejoin),this.dashSize!==void 0&&(n.dashSize=this.dashSize),this.gapSize!==void 0&&(n.gapSize=this.gapSize),this.scale!==void 0&&(n.scale=this.scale),this.wireframe!==void 0&&(n.wireframe=this.wireframe),this.wireframeLinewidth!==void 0&&(n.wireframeLinewidth=this.wireframeLinewidth),this.wireframeLinecap!==void 0&&(n.wireframeLinecap=this.wireframeLinecap),this.wireframeLinejoin!==void 0&&(n.wireframeLinejoin=this.wireframeLinejoin),this.flatShading!==void 0&&(n.flatShading=this.flatShading),this.fog!==void 0&&(n.fog=this.fog),Object.keys(this.userData).length>0&&(n.userData=this.userData);function s(r){let o=[];for(let a in r){let l=r[a];delete l.metadata,o.push(l)}return o}if(t){let r=s(e.textures),o=s(e.images);r.length>0&&(n.textures=r),o.length>0&&(n.images=o)}return n}fromJSON(e,t){if(e.uuid!==void 0&&(this.uuid=e.uuid),e.name!==void 0&&(this.name=e.name),e.color!==void 0&&this.color!==void 0&&this.color.setHex(e.color),e.roughness!==void 0&&(this.roughness=e.roughness),e.metalness!==void 0&&(this.metalness=e.metalness),e.sheen!==void 0&&(this.sheen=e.sheen),e.sheenColor!==void 0&&(this.sheenColor=new Ae().setHex(e.sheenColor)),e.sheenRoughness!==void 0&&(this.sheenRoughness=e.sheenRoughness),e.emissive!==void 0&&this.emissive!==void 0&&this.emissive.setHex(e.emissive),e.specular!==void 0&&this.specular!==void 0&&this.specular.setHex(e.specular),e.specularIntensity!==void 0&&(this.specularIntensity=e.specularIntensity),e.specularColor!==void 0&&this.specularColor!==void 0&&this.specularColor.setHex(e.specularColor),e.shininess!==void 0&&(this.shininess=e.shininess),e.clearcoat!==void 0&&(this.clearcoat=e.clearcoat),e.clearcoatRoughness!==void 0&&(this.clearcoatRoughness=e.clearcoatRoughness),e.diffuseRoughness!==void 0&&(this.diffuseRoughness=e.diffuseRoughness),e.dispersion!==void 0&&(this.dispersion=e.dispersion),e.retroreflectivity!==void 0&&(this.retroreflectivity=e.retroreflectivity),e.iridescence!==void 0&&(this.iridescence=e.iridescence),e.iridescenceIOR!==void 0&&(this.iridescenceIOR=e.iridescenceIOR),e.iridescenceThicknessMinimum!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessMinimum),e.iridescenceThicknessMaximum!==void 0&&(this.iridescenceThicknessMaximum=e.iridescenceThicknessMaximum),e.iridescenceThicknessRange!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessRange[0],this.iridescenceThicknessMaximum=e.iridescenceThicknessRange[1]),e.transmission!==void 0&&(this.transmission=e.transmission),e.thickness!==void 0&&(this.thickness=e.thickness),e.attenuationDistance!==void 0&&(this.attenuationDistance=e.attenuationDistance),e.attenuationColor!==void 0&&this.attenuationColor!==void 0&&this.attenuationColor.setHex(e.attenuationColor),e.anisotropy!==void 0&&(this.anisotropy=e.anisotropy),e.anisotropyRotation!==void 0&&(this.anisotropyRotation=e.anisotropyRotation),e.fog!==void 0&&(this.fog=e.fog),e.flatShading!==void 0&&(this.flatShading=e.flatShading),e.blending!==void 0&&(this.blending=e.blending),e.combine!==void 0&&(this.combine=e.combine),e.side!==void 0&&(this.side=e.side),e.shadowSide!==void 0&&(this.shadowSide=e.shadowSide),e.opacity!==void 0&&(this.opacity=e.opacity),e.transparent!==void 0&&(this.transparent=e.transparent),e.alphaTest!==void 0&&(this.alphaTest=e.alphaTest),e.alphaHash!==void 0&&(this.alphaHash=e.alphaHash),e.depthFunc!==void 0&&(this.depthFunc=e.depthFunc),e.depthTest!==void 0&&(this.depthTest=e.depthTest),e.depthWrite!==void 0&&(this.depthWrite=e.depthWrite),e.colorWrite!==void 0&&(this.colorWrite=e.colorWrite),e.clippingPlanes!==void 0&&(this.clippingPlanes=e.clippingPlanes.map(n=>new on().fromJSON(n))),e.clipIntersection!==void 0&&(this.clipIntersection=e.clipIntersection),e.clipShadows!==void 0&&(this.clipShadows=e.clipShadows),e.depthPacking!==void 0&&(this.depthPacking=e.depthPacking),e.blendSrc!==void 0&&(this.blendSrc=e.blendSrc),e.blendDst!==void 0&&(this.blendDst=e.blendDst),e.blendEquation!==void 0&&(this.blendEquation=e.blendEquation),e.blendSrcAlpha!==void 0&&(this.blendSrcAlpha=e.blendSrcAlpha),e.blendDstAlpha!==void 0&&(this.blendDstAlpha=e.blendDstAlpha),e.blendEquationAlpha!==void 0&&(this.blendEquationAlpha=e.blendEquationAlpha),e.blendColor!==void 0&&this.blendColor!==void 0&&this.blendColor.setHex(e.blendColor),e.blendAlpha!==void 0&&(this.blendAlpha=e.blendAlpha),e.stencilWriteMask!==void 0&&(this.stencilWriteMask=e.stencilWriteMask),e.stencilFunc!==void 0&&(this.stencilFunc=e.stencilFunc),e.stencilRef!==void 0&&(this.stencilRef=e.stencilRef),e.stencilFuncMask!==void 0&&(this.stencilFuncMask=e.stencilFuncMask),e.stencilFail!==void 0&&(this.stencilFail=e.stencilFail),e.stencilZFail!==void 0&&(this.stencilZFail=e.stencilZFail),e.stencilZPass!==void 0&&(this.stencilZPass=e.stencilZPass),e.stencilWrite!==void 0&&(this.stencilWrite=e.stencilWrite),e.wireframe!==void 0&&(this.wireframe=e.wireframe),e.wireframeLinewidth!==void 0&&(this.wireframeLinewidth=e.wireframeLinewidth),e.wireframeLinecap!==void 0&&(this.wireframeLinecap=e.wireframeLinecap),e.wireframeLinejoin!==void 0&&(this.wireframeLinejoin=e.wireframeLinejoin),e.rotation!==void 0&&(this.rotation=e.rotation),e.linewidth!==void 0&&(this.linewidth=e.linewidth),e.linecap!==void 0&&(this.linecap=e.linecap),e.linejoin!==void 0&&(this.linejoin=e.linejoin),e.dashSize!==void 0&&(this.dashSize=e.dashSize),e.gapSize!==void 0&&(this.gapSize=e.gapSize),e.scale!==void 0&&(this.scale=e.scale),e.polygonOffset!==void 0&&(this.polygonOffset=e.polygonOffset),e.polygonOffsetFactor!==void 0&&(this.polygonOffsetFactor=e.polygonOffsetFactor),e.polygonOffsetUnits!==void 0&&(this.polygonOffsetUnits=e.polygonOffsetUnits),e.dithering!==void 0&&(this.dithering=e.dithering),e.alphaToCoverage!==void 0&&(this.alphaToCoverage=e.alphaToCoverage),e.premultipliedAlpha!==void 0&&(this.premultipliedAlpha=e.premultipliedAlpha),e.forceSinglePass!==void 0&&(this.forceSinglePass=e.forceSinglePass),e.allowOverride!==void 0&&(this.allowOverride=e.allowOverride),e.visible!==void 0&&(this.visible=e.visible),e.toneMapped!==void 0&&(this.toneMapped=e.toneMapped),e.userData!==void 0&&(this.userData=e.userData),e.vertexColors!==void 0&&(typeof e.vertexColors=="number"?this.vertexColors=e.vertexColors>0:this.vertexColors=e.vertexColors),e.size!==void 0&&(this.size=e.size),e.sizeAttenuation!==void 0&&(this.sizeAttenuation=e.sizeAttenuation),e.map!==void 0&&(this.map=t[e.map]||null),e.matcap!==void 0&&(this.matcap=t[e.matcap]||null),e.alphaMap!==void 0&&(this.alphaMap=t[e.alphaMap]||null),e.bumpMap!==void 0&&(this.bumpMap=t[e.bumpMap]||null),e.bumpScale!==void 0&&(this.bumpScale=e.bumpScale),e.normalMap!==void 0&&(this.normalMap=t[e.normalMap]||null),e.normalMapType!==void 0&&(this.normalMapType=e.normalMapType),e.normalScale!==void 0){let n=e.normalScale;Array.isArray(n)===!1&&(n=[n,n]),this.normalScale=new Ne().fromArray(n)}return e.displacementMap!==void 0&&(this.displacementMap=t[e.displacementMap]||null),e.displacementScale!==void 0&&(this.displacementScale=e.displacementScale),e.displacementBias!==void 0&&(this.displacementBias=e.displacementBias),e.roughnessMap!==void 0&&(this.roughnessMap=t[e.roughnessMap]||null),e.metalnessMap!==void 0&&(this.metalnessMap=t[e.metalnessMap]||null),e.emissiveMap!==void 0&&(this.emissiveMap=t[e.emissiveMap]||null),e.emissiveIntensity!==void 0&&(this.emissiveIntensity=e.emissiveIntensity),e.specularMap!==void 0&&(this.specularMap=t[e.specularMap]||null),e.specularIntensityMap!==void 0&&(this.specularIntensityMap=t[e.specularIntensityMap]||null),e.specularColorMap!==void 0&&(this.specularColorMap=t[e.specularColorMap]||null),e.envMap!==void 0&&(this.envMap=t[e.envMap]||null),e.envMapRotation!==void 0&&this.envMapRotation.fromArray(e.envMapRotation),e.envMapIntensity!==void 0&&(this.envMapIntensity=e.envMapIntensity),e.reflectivity!==void 0&&(this.reflectivity=e.reflectivity),e.refractionRatio!==void 0&&(this.refractionRatio=e.refractionRatio),e.lightMap!==void 0&&(this.lightMap=t[e.lightMap]||null),e.lightMapIntensity!==void 0&&(this.lightMapIntensity=e.lightMapIntensity),e.aoMap!==void 0&&(this.aoMap=t[e.aoMap]||null),e.aoMapIntensity!==void 0&&(this.aoMapIntensity=e.aoMapIntensity),e.gradientMap!==void 0&&(this.gradientMap=t[e.gradientMap]||null),e.clearcoatMap!==void 0&&(this.clearcoatMap=t[e.clearcoatMap]||null),e.clearcoatRoughnessMap!==void 0&&(this.clearcoatRoughnessMap=t[e.clearcoatRoughnessMap]||null),e.clearcoatNormalMap!==void 0&&(this.clearcoatNormalMap=t[e.clearcoatNormalMap]||null),e.clearcoatNormalScale!==void 0&&(this.clearcoatNormalScale=new Ne().fromArray(e.clearcoatNormalScale)),e.diffuseRoughnessMap!==void 0&&(this.diffuseRoughnessMap=t[e.diffuseRoughnessMap]||null),e.iridescenceMap!==void 0&&(this.iridescenceMap=t[e.iridescenceMap]||null),e.iridescenceThicknessMap!==void 0&&(this.iridescenceThicknessMap=t[e.iridescenceThicknessMap]||null),e.transmissionMap!==void 0&&(this.transmissionMap=t[e.transmissionMap]||null),e.thicknessMap!==void 0&&(this.thicknessMap=t[e.thicknessMap]||null),e.anisotropyMap!==void 0&&(this.anisotropyMap=t[e.anisotropyMap]||null),e.sheenColorMap!==void 0&&(this.sheenColorMap=t[e.sheenColorMap]||null),e.sheenRoughnessMap!==void 0&&(this.sheenRoughnessMap=t[e.sheenRoughnessMap]||null),this}clone(){return new this.constructor().copy(this)}copy(e){this.name=e.name,this.blending=e.blending,this.side=e.side,this.vertexColors=e.vertexColors,this.opacity=e.opacity,this.transparent=e.transparent,this.blendSrc=e.blendSrc,this.blendDst=e.blendDst,this.blendEquation=e.blendEquation,this.blendSrcAlpha=e.blendSrcAlpha,this.blendDstAlpha=e.blendDstAlpha,this.blendEquationAlpha=e.blendEquationAlpha,this.blendColor.copy(e.blendColor),this.blendAlpha=e.blendAlpha,this.depthFunc=e.depthFunc,this.depthTest=e.depthTest,this.depthWrite=e.depthWrite,this.stencilWriteMask=e.stencilWriteMask,this.stencilFunc=e.stencilFunc,this.stencilRef=e.stencilRef,this.stencilFuncMask=e.stencilFuncMask,this.stencilFail=e.stencilFail,this.stencilZFail=e.stencilZFail,this.stencilZPass=e.stencilZPass,this.stencilWrite=e.stencilWrite;let t=e.clippingPlanes,n=null;if(t!==null){let s=t.length;n=new Array(s);for(let r=0;r!==s;++r)n[r]=t[r].clone()}return this.clippingPlanes=n,this.clipIntersection=e.clipIntersection,this.clipShadows=e.clipShadows,this.shadowSide=e.shadowSide,this.colorWrite=e.colorWrite,this.precision=e.precision,this.polygonOffset=e.polygonOffset,this.polygonOffsetFactor=e.polygonOffsetFactor,this.polygonOffsetUnits=e.polygonOffsetUnits,this.dithering=e.dithering,this.alphaTest=e.alphaTest,this.alphaHash=e.alphaHash,this.alphaToCoverage=e.alphaToCoverage,this.premultipliedAlpha=e.premultipliedAlpha,this.forceSinglePass=e.forceSinglePass,this.allowOverride=e.allowOverride,this.visible=e.visible,this.toneMapped=e.toneMapped,this.userData=JSON.parse(JSON.stringify(e.userData)),this}dispose(){this.dispatchEvent({type:"dispose"})}set needsUpdate(e){e===!0&&this.version++}};var ci=new N,cu=new N,sa=new N,ra=new N,fs=class{constructor(e=new N,t=new N(0,0,-1)){this.origin=e,this.direction=t}set(e,t){return this.origin.copy(e),this.direction.copy(t),this}copy(e){return this.origin.copy(e.origin),this.direction.copy(e.direction),this}at(e,t){return t.copy(this.origin).addScaledVector(this.direction,e)}lookAt(e){return this.direction.copy(e).sub(this.origin).normalize(),this}recast(e){return this.origin.copy(this.at(e,ci)),this}closestPointToPoint(e,t){t.subVectors(e,this.origin);let n=t.dot(this.direction);return n<0?t.copy(this.origin):t.copy(this.origin).addScaledVector(this.direction,n)}distanceToPoint(e){return Math.sqrt(this.distanceSqToPoint(e))}distanceSqToPoint(e){let t=ci.subVectors(e,this.origin).dot(this.direction);return t<0?this.origin.distanceToSquared(e):(ci.copy(this.origin).addScaledVector(this.direction,t),ci.distanceToSquared(e))}distanceSqToSegment(e,t,n,s){cu.copy(e).add(t).multiplyScalar(.5),sa.copy(t).sub(e).normalize(),ra.copy(this.origin).sub(cu);let r=e.distanceTo(t)*.5,o=-this.direction.dot(sa),a=ra.dot(this.direction),l=-ra.dot(sa),c=ra.lengthSq(),h=Math.abs(1-o*o),u,d,p,m;if(h>0)if(u=o*l-a,d=o*a-l,m=r*h,u>=0)if(d>=-m)if(d<=m){let x=1/h;u*=x,d*=x,p=u*(u+o*d+2*a)+d*(o*u+d+2*l)+c}else d=r,u=Math.max(0,-(o*d+a)),p=-u*u+d*(d+2*l)+c;else d=-r,u=Math.max(0,-(o*d+a)),p=-u*u+d*(d+2*l)+c;else d<=-m?(u=Math.max(0,-(-o*r+a)),d=u>0?-r:Math.min(Math.max(-r,-l),r),p=-u*u+d*(d+2*l)+c):d<=m?(u=0,d=Math.min(Math.max(-r,-l),r),p=d*(d+2*l)+c):(u=Math.max(0,-(o*r+a)),d=u>0?r:Math.min(Math.max(-r,-l),r),p=-u*u+d*(d+2*l)+c);else d=o>0?-r:r,u=Math.max(0,-(o*d+a)),p=-u*u+d*(d+2*l)+c;return n&&n.copy(this.origin).addScaledVector(this.direction,u),s&&s.copy(cu).addScaledVector(sa,d),p}intersectSphere(e,t){if(e.radius<0)return null;ci.subVectors(e.center,this.origin);let n=ci.dot(this.direction),s=ci.dot(ci)-n*n,r=e.radius*e.radius;if(s>r)return null;let o=Math.sqrt(r-s),a=n-o,l=n+o;return l<0?null:a<0?this.at(l,t):this.at(a,t)}intersectsSphere(e){return e.radius<0?!1:this.distanceSqToPoint(e.center)<=e.radius*e.radius}distanceToPlane(e){let t=e.normal.dot(this.direction);if(t===0)return e.distanceToPoint(this.origin)===0?0:null;let n=-(this.origin.dot(e.normal)+e.constant)/t;return n>=0?n:null}intersectPlane(e,t){let n=this.distanceToPlane(e);return n===null?null:this.at(n,t)}intersectsPlane(e){let t=e.distanceToPoint(this.origin);return t===0||e.normal.dot(this.direction)*t<0}intersectBox(e,t){let n,s,r,o,a,l,c=1/this.direction.x,h=1/this.direction.y,u=1/this.direction.z,d=this.origin;return c>=0?(n=(e.min.x-d.x)*c,s=(e.max.x-d.x)*c):(n=(e.max.x-d.x)*c,s=(e.min.x-d.x)*c),h>=0?(r=(e.min.y-d.y)*h,o=(e.max.y-d.y)*h):(r=(e.max.y-d.y)*h,o=(e.min.y-d.y)*h),n>o||r>s||((r>n||isNaN(n))&&(n=r),(o<s||isNaN(s))&&(s=o),u>=0?(a=(e.min.z-d.z)*u,l=(e.max.z-d.z)*u):(a=(e.max.z-d.z)*u,l=(e.min.z-d.z)*u),n>l||a>s)||((a>n||n!==n)&&(n=a),(l<s||s!==s)&&(s=l),s<0)?null:this.at(n>=0?n:s,t)}intersectsBox(e){return this.intersectBox(e,ci)!==null}intersectTriangle(e,t,n,s,r){let o=this.origin,a=this.direction,l=a.x,c=a.y,h=a.z,u=e.x-o.x,d=e.y-o.y,p=e.z-o.z,m=t.x-o.x,x=t.y-o.y,f=t.z-o.z,g=n.x-o.x,_=n.y-o.y,E=n.z-o.z,M=Math.abs(l),C=Math.abs(c),A=Math.abs(h),v,T,B,I,k,H,q,L,$,Z,V,ne;if(M>=C&&M>=A?(B=l,H=u,$=m,ne=g,l>=0?(v=c,T=h,I=d,k=p,q=x,L=f,Z=_,V=E):(v=h,T=c,I=p,k=d,q=f,L=x,Z=E,V=_)):C>=A?(B=c,H=d,$=x,ne=_,c>=0?(v=h,T=l,I=p,k=u,q=f,L=m,Z=E,V=g):(v=l,T=h,I=u,k=p,q=m,L=f,Z=g,V=E)):(B=h,H=p,$=f,ne=E,h>=0?(v=l,T=c,I=u,k=d,q=m,L=x,Z=g,V=_):(v=c,T=l,I=d,k=u,q=x,L=m,Z=_,V=g)),B===0)return null;let W=v/B,Q=T/B,ee=1/B,Te=I-W*H,Ue=k-Q*H,K=q-W*$,me=L-Q*$,we=Z-W*ne,Le=V-Q*ne,ge=we*me-Le*K,He=Te*Le-Ue*we,At=K*Ue-me*Te;if(s){if(ge<0||He<0||At<0)return null}else if((ge<0||He<0||At<0)&&(ge>0||He>0||At>0))return null;let De=ge+He+At;if(De===0)return null;let at=ee*(ge*H+He*$+At*ne);return(De>0?at<0:at>0)?null:this.at(at/De,r)}applyMatrix4(e){return this.origin.applyMatrix4(e),this.direction.transformDirection(e),this}equals(e){return e.origin.equals(this.origin)&&e.direction.equals(this.direction)}clone(){return new this.constructor().copy(this)}},Na=class extends Bi{constructor(e){super(),this.isMeshBasicMaterial=!0,this.type="MeshBasicMaterial",this.color=new Ae(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new Fi,this.combine=Eu,this.reflectivity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.lightMap=e.lightMap,this.lightMapIntensity=e.lightMapIntensity,this.aoMap=e.aoMap,this.aoMapIntensity=e.aoMapIntensity,this.specularMap=e.specularMap,this.alphaMap=e.alphaMap,this.envMap=e.envMap,this.envMapRotation.copy(e.envMapRotation),this.combine=e.combine,this.reflectivity=e.reflectivity,this.refractionRatio=e.refractionRatio,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.wireframeLinecap=e.wireframeLinecap,this.wireframeLinejoin=e.wireframeLinejoin,this.fog=e.fog,this}},$f=new pt,as=new fs,oa=new di,Xf=new N,aa=new N,la=new N,ca=new N,hu=new N,ha=new N,qf=new N,ua=new N,ln=class extends Zt{constructor(e=new pn,t=new Na){super(),this.isMesh=!0,this.type="Mesh",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.count=1,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}getVertexPosition(e,t){let n=this.geometry,s=n.attributes.position,r=n.morphAttributes.position,o=n.morphTargetsRelative;t.fromBufferAttribute(s,e);let a=this.morphTargetInfluences;if(r&&a){ha.set(0,0,0);for(let l=0,c=r.length;l<c;l++){let h=a[l],u=r[l];h!==0&&(hu.fromBufferAttribute(u,e),o?ha.addScaledVector(hu,h):ha.addScaledVector(hu.sub(t),h))}t.add(ha)}return t}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.material,r=this.matrixWorld;s!==void 0&&(n.boundingSphere===null&&n.computeBoundingSphere(),oa.copy(n.boundingSphere),oa.applyMatrix4(r),as.copy(e.ray).recast(e.near),!(oa.containsPoint(as.origin)===!1&&(as.intersectSphere(oa,Xf)===null||as.origin.distanceToSquared(Xf)>(e.far-e.near)**2))&&($f.copy(r).invert(),as.copy(e.ray).applyMatrix4($f),!(n.boundingBox!==null&&as.intersectsBox(n.boundingBox)===!1)&&this._computeIntersections(e,t,as)))}_computeIntersections(e,t,n){let s,r=this.geometry,o=this.material,a=r.index,l=r.attributes.position,c=r.attributes.uv,h=r.attributes.uv1,u=r.attributes.normal,d=r.groups,p=r.drawRange;if(a!==null)if(Array.isArray(o))for(let m=0,x=d.length;m<x;m++){let f=d[m],g=o[f.materialIndex],_=Math.max(f.start,p.start),E=Math.min(a.count,Math.min(f.start+f.count,p.start+p.count));for(let M=_,C=E;M<C;M+=3){let A=a.getX(M),v=a.getX(M+1),T=a.getX(M+2);s=da(this,g,e,n,c,h,u,A,v,T),s&&(s.faceIndex=Math.floor(M/3),s.face.materialIndex=f.materialIndex,t.push(s))}}else{let m=Math.max(0,p.start),x=Math.min(a.count,p.start+p.count);for(let f=m,g=x;f<g;f+=3){let _=a.getX(f),E=a.getX(f+1),M=a.getX(f+2);s=da(this,o,e,n,c,h,u,_,E,M),s&&(s.faceIndex=Math.floor(f/3),t.push(s))}}else if(l!==void 0)if(Array.isArray(o))for(let m=0,x=d.length;m<x;m++){let f=d[m],g=o[f.materialIndex],_=Math.max(f.start,p.start),E=Math.min(l.count,Math.min(f.start+f.count,p.start+p.count));for(let M=_,C=E;M<C;M+=3){let A=M,v=M+1,T=M+2;s=da(this,g,e,n,c,h,u,A,v,T),s&&(s.faceIndex=Math.floor(M/3),s.face.materialIndex=f.materialIndex,t.push(s))}}else{let m=Math.max(0,p.start),x=Math.min(l.count,p.start+p.count);for(let f=m,g=x;f<g;f+=3){let _=f,E=f+1,M=f+2;s=da(this,o,e,n,c,h,u,_,E,M),s&&(s.faceIndex=Math.floor(f/3),t.push(s))}}}};function Qy(i,e,t,n,s,r,o,a){let l;if(e.side===hn?l=n.intersectTriangle(o,r,s,!0,a):l=n.intersectTriangle(s,r,o,e.side===Zn,a),l===null)return null;ua.copy(a),ua.applyMatrix4(i.matrixWorld);let c=t.ray.origin.distanceTo(ua);return c<t.near||c>t.far?null:{distance:c,point:ua.clone(),object:i}}function da(i,e,t,n,s,r,o,a,l,c){i.getVertexPosition(a,aa),i.getVertexPosition(l,la),i.getVertexPosition(c,ca);let h=Qy(i,e,t,n,aa,la,ca,qf);if(h){let u=new N;Oi.getBarycoord(qf,aa,la,ca,u),s&&(h.uv=Oi.getInterpolatedAttribute(s,a,l,c,u,new Ne)),r&&(h.uv1=Oi.getInterpolatedAttribute(r,a,l,c,u,new Ne)),o&&(h.normal=Oi.getInterpolatedAttribute(o,a,l,c,u,new N),h.normal.dot(n.direction)>0&&h.normal.multiplyScalar(-1));let d={a,b:l,c,normal:new N,materialIndex:0};Oi.getNormal(aa,la,ca,d.normal),h.face=d,h.barycoord=u}return h}var er=class extends an{constructor(e=null,t=1,n=1,s,r,o,a,l,c=Pt,h=Pt,u,d){super(null,o,a,l,c,h,s,r,u,d),this.isDataTexture=!0,this.image={data:e,width:t,height:n},this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}};var ls=new di,eb=new Ne(.5,.5),pa=new N,zi=class{constructor(e=new on,t=new on,n=new on,s=new on,r=new on,o=new on){this.planes=[e,t,n,s,r,o]}set(e,t,n,s,r,o){let a=this.planes;return a[0].copy(e),a[1].copy(t),a[2].copy(n),a[3].copy(s),a[4].copy(r),a[5].copy(o),this}copy(e){let t=this.planes;for(let n=0;n<6;n++)t[n].copy(e.planes[n]);return this}setFromProjectionMatrix(e,t=An,n=!1){let s=this.planes,r=e.elements,o=r[0],a=r[1],l=r[2],c=r[3],h=r[4],u=r[5],d=r[6],p=r[7],m=r[8],x=r[9],f=r[10],g=r[11],_=r[12],E=r[13],M=r[14],C=r[15];if(s[0].setComponents(c-o,p-h,g-m,C-_).normalize(),s[1].setComponents(c+o,p+h,g+m,C+_).normalize(),s[2].setComponents(c+a,p+u,g+x,C+E).normalize(),s[3].setComponents(c-a,p-u,g-x,C-E).normalize(),n)s[4].setComponents(l,d,f,M).normalize(),s[5].setComponents(c-l,p-d,g-f,C-M).normalize();else if(s[4].setComponents(c-l,p-d,g-f,C-M).normalize(),t===An)s[5].setComponents(c+l,p+d,g+f,C+M).normalize();else if(t===js)s[5].setComponents(l,d,f,M).normalize();else throw new Error("THREE.Frustum.setFromProjectionMatrix(): Invalid coordinate system: "+t);return this}intersectsObject(e){if(e.boundingSphere!==void 0)e.boundingSphere===null&&e.computeBoundingSphere(),ls.copy(e.boundingSphere).applyMatrix4(e.matrixWorld);else{let t=e.geometry;t.boundingSphere===null&&t.computeBoundingSphere(),ls.copy(t.boundingSphere).applyMatrix4(e.matrixWorld)}return this.intersectsSphere(ls)}intersectsSprite(e){ls.center.set(0,0,0);let t=eb.distanceTo(e.center);return ls.radius=.7071067811865476+t,ls.applyMatrix4(e.matrixWorld),this.intersectsSphere(ls)}intersectsSphere(e){let t=this.planes,n=e.center,s=-e.radius;for(let r=0;r<6;r++)if(t[r].distanceToPoint(n)<s)return!1;return!0}intersectsBox(e){let t=this.planes;for(let n=0;n<6;n++){let s=t[n];if(pa.x=s.normal.x>0?e.max.x:e.min.x,pa.y=s.normal.y>0?e.max.y:e.min.y,pa.z=s.normal.z>0?e.max.z:e.min.z,s.distanceToPoint(pa)<0)return!1}return!0}containsPoint(e){let t=this.planes;for(let n=0;n<6;n++)if(t[n].distanceToPoint(e)<0)return!1;return!0}clone(){return new this.constructor().copy(this)}},Yf=new pt,ka=class i{constructor(){this.coordinateSystem=An,this._frustums=[],this._count=0}setFromArrayCamera(e){let t=e.cameras,n=this._frustums;for(let s=0;s<t.length;s++){let r=t[s];Yf.multiplyMatrices(r.projectionMatrix,r.matrixWorldInverse),n[s]===void 0&&(n[s]=new zi),n[s].setFromProjectionMatrix(Yf,r.coordinateSystem,r.reversedDepth)}return this._count=t.length,this}getFrustum(e){return this._frustums[e]}intersectsObject(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsObject(e))return!0;return!1}intersectsSprite(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSprite(e))return!0;return!1}intersectsSphere(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSphere(e))return!0;return!1}intersectsBox(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsBox(e))return!0;return!1}containsPoint(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].containsPoint(e))return!0;return!1}copy(e){this.coordinateSystem=e.coordinateSystem;let t=this._frustums,n=e._frustums;for(let s=0;s<e._count;s++)t[s]===void 0&&(t[s]=new zi),t[s].copy(n[s]);return this._count=e._count,this}clone(){return new i().copy(this)}};var Hi=class extends Bi{constructor(e){super(),this.isLineBasicMaterial=!0,this.type="LineBasicMaterial",this.color=new Ae(16777215),this.map=null,this.linewidth=1,this.linecap="round",this.linejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.linewidth=e.linewidth,this.linecap=e.linecap,this.linejoin=e.linejoin,this.fog=e.fog,this}},Oa=new N,Fa=new N,Kf=new pt,Lr=new fs,fa=new di,uu=new N,jf=new N,Vr=class extends Zt{constructor(e=new pn,t=new Hi){super(),this.isLine=!0,this.type="Line",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}computeLineDistances(){let e=this.geometry;if(e.index===null){let t=e.attributes.position,n=[0];for(let s=1,r=t.count;s<r;s++)Oa.fromBufferAttribute(t,s-1),Fa.fromBufferAttribute(t,s),n[s]=n[s-1],n[s]+=Oa.distanceTo(Fa);e.setAttribute("lineDistance",new Nt(n,1))}else Pe("Line.computeLineDistances(): Computation only possible with non-indexed BufferGeometry.");return this}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.matrixWorld,r=e.params.Line.threshold,o=n.drawRange;if(n.boundingSphere===null&&n.computeBoundingSphere(),fa.copy(n.boundingSphere),fa.applyMatrix4(s),fa.radius+=r,e.ray.intersectsSphere(fa)===!1)return;Kf.copy(s).invert(),Lr.copy(e.ray).applyMatrix4(Kf);let a=r/((this.scale.x+this.scale.y+this.scale.z)/3),l=a*a,c=this.isLineSegments?2:1,h=n.index,d=n.attributes.position;if(h!==null){let p=Math.max(0,o.start),m=Math.min(h.count,o.start+o.count);for(let x=p,f=m-1;x<f;x+=c){let g=h.getX(x),_=h.getX(x+1),E=ma(this,e,Lr,l,g,_,x);E&&t.push(E)}if(this.isLineLoop){let x=h.getX(m-1),f=h.getX(p),g=ma(this,e,Lr,l,x,f,m-1);g&&t.push(g)}}else{let p=Math.max(0,o.start),m=Math.min(d.count,o.start+o.count);for(let x=p,f=m-1;x<f;x+=c){let g=ma(this,e,Lr,l,x,x+1,x);g&&t.push(g)}if(this.isLineLoop){let x=ma(this,e,Lr,l,m-1,p,m-1);x&&t.push(x)}}}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}};function ma(i,e,t,n,s,r,o){let a=i.geometry.attributes.position;if(Oa.fromBufferAttribute(a,s),Fa.fromBufferAttribute(a,r),t.distanceSqToSegment(Oa,Fa,uu,jf)>n)return;uu.applyMatrix4(i.matrixWorld);let c=e.ray.origin.distanceTo(uu);if(!(c<e.near||c>e.far))return{distance:c,point:jf.clone().applyMatrix4(i.matrixWorld),index:o,face:null,faceIndex:null,barycoord:null,object:i}}var Zf=new N,Jf=new N,Gr=class extends Vr{constructor(e,t){super(e,t),this.isLineSegments=!0,this.type="LineSegments"}computeLineDistances(){let e=this.geometry;if(e.index===null){let t=e.attributes.position,n=[];for(let s=0,r=t.count;s<r;s+=2)Zf.fromBufferAttribute(t,s),Jf.fromBufferAttribute(t,s+1),n[s]=s===0?0:n[s-1],n[s+1]=n[s]+Zf.distanceTo(Jf);e.setAttribute("lineDistance",new Nt(n,1))}else Pe("LineSegments.computeLineDistances(): Computation only possible with non-indexed BufferGeometry.");return this}},Wr=class extends Vr{constructor(e,t){super(e,t),this.isLineLoop=!0,this.type="LineLoop"}};var $r=class extends an{constructor(e,t){super({width:e,height:t}),this.isFramebufferTexture=!0,this.magFilter=Pt,this.minFilter=Pt,this.generateMipmaps=!1,this.needsUpdate=!0}copy(e){return super.copy(e),this.source=new hs(Object.assign({},e.image)),this}};var Xr=class extends an{constructor(e=[],t=ys,n,s,r,o,a,l,c,h){super(e,t,n,s,r,o,a,l,c,h),this.isCubeTexture=!0,this.flipY=!1}get images(){return this.image}set images(e){this.image=e}};var pi=class extends an{constructor(e,t,n=On,s,r,o,a=Pt,l=Pt,c,h=ui,u=1){if(h!==ui&&h!==mi)throw new Error("THREE.DepthTexture: format must be either THREE.DepthFormat or THREE.DepthStencilFormat");let d={width:e,height:t,depth:u};super(d,s,r,o,a,l,h,n,c),this.isDepthTexture=!0,this.flipY=!1,this.generateMipmaps=!1,this.compareFunction=null}copy(e){return super.copy(e),this.source=new hs(Object.assign({},e.image)),this.compareFunction=e.compareFunction,this}toJSON(e){let t=super.toJSON(e);return t.compareFunction=this.compareFunction,t}},qr=class extends pi{constructor(e,t=On,n=ys,s,r,o=Pt,a=Pt,l,c=ui){let h={width:e,height:e,depth:1},u=[h,h,h,h,h,h];super(e,e,t,n,s,r,o,a,l,c),this.image=u,this.isCubeDepthTexture=!0,this.isCubeTexture=!0}get images(){return this.image}set images(e){this.image=e}},Yr=class extends an{constructor(e=null){super(),this.sourceTexture=e,this.isExternalTexture=!0}copy(e){return super.copy(e),this.sourceTexture=e.sourceTexture,this}},tr=class i extends pn{constructor(e=1,t=1,n=1,s=1,r=1,o=1){super(),this.type="BoxGeometry",this.parameters={width:e,height:t,depth:n,widthSegments:s,heightSegments:r,depthSegments:o};let a=this;s=Math.floor(s),r=Math.floor(r),o=Math.floor(o);let l=[],c=[],h=[],u=[],d=0,p=0;m("z","y","x",-1,-1,n,t,e,o,r,0),m("z","y","x",1,-1,n,t,-e,o,r,1),m("x","z","y",1,1,e,n,t,s,o,2),m("x","z","y",1,-1,e,n,-t,s,o,3),m("x","y","z",1,-1,e,t,n,s,r,4),m("x","y","z",-1,-1,e,t,-n,s,r,5),this.setIndex(l),this.setAttribute("position",new Nt(c,3)),this.setAttribute("normal",new Nt(h,3)),this.setAttribute("uv",new Nt(u,2));function m(x,f,g,_,E,M,C,A,v,T,B){let I=M/v,k=C/T,H=M/2,q=C/2,L=A/2,$=v+1,Z=T+1,V=0,ne=0,W=new N;for(let Q=0;Q<Z;Q++){let ee=Q*k-q;for(let Te=0;Te<$;Te++){let Ue=Te*I-H;W[x]=Ue*_,W[f]=ee*E,W[g]=L,c.push(W.x,W.y,W.z),W[x]=0,W[f]=0,W[g]=A>0?1:-1,h.push(W.x,W.y,W.z),u.push(Te/v),u.push(1-Q/T),V+=1}}for(let Q=0;Q<T;Q++)for(let ee=0;ee<v;ee++){let Te=d+ee+$*Q,Ue=d+ee+$*(Q+1),K=d+(ee+1)+$*(Q+1),me=d+(ee+1)+$*Q;l.push(Te,Ue,me),l.push(Ue,K,me),ne+=6}a.addGroup(p,ne,B),p+=ne,d+=V}}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.depth,e.widthSegments,e.heightSegments,e.depthSegments)}};var ms=class i extends pn{constructor(e=1,t=1,n=1,s=1){super(),this.type="PlaneGeometry",this.parameters={width:e,height:t,widthSegments:n,heightSegments:s};let r=e/2,o=t/2,a=Math.floor(n),l=Math.floor(s),c=a+1,h=l+1,u=e/a,d=t/l,p=[],m=[],x=[],f=[];for(let g=0;g<h;g++){let _=g*d-o;for(let E=0;E<c;E++){let M=E*u-r;m.push(M,-_,0),x.push(0,0,1),f.push(E/a),f.push(1-g/l)}}for(let g=0;g<l;g++)for(let _=0;_<a;_++){let E=_+c*g,M=_+c*(g+1),C=_+1+c*(g+1),A=_+1+c*g;p.push(E,M,A),p.push(M,C,A)}this.setIndex(p),this.setAttribute("position",new Nt(m,3)),this.setAttribute("normal",new Nt(x,3)),this.setAttribute("uv",new Nt(f,2))}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.widthSegments,e.heightSegments)}},Kr=class i extends pn{constructor(e=.5,t=1,n=32,s=1,r=0,o=Math.PI*2){super(),this.type="RingGeometry",this.parameters={innerRadius:e,outerRadius:t,thetaSegments:n,phiSegments:s,thetaStart:r,thetaLength:o},n=Math.max(3,n),s=Math.max(1,s);let a=[],l=[],c=[],h=[],u=e,d=(t-e)/s,p=new N,m=new Ne;for(let x=0;x<=s;x++){for(let f=0;f<=n;f++){let g=r+f/n*o;p.x=u*Math.cos(g),p.y=u*Math.sin(g),l.push(p.x,p.y,p.z),c.push(0,0,1),m.x=(p.x/t+1)/2,m.y=(p.y/t+1)/2,h.push(m.x,m.y)}u+=d}for(let x=0;x<s;x++){let f=x*(n+1);for(let g=0;g<n;g++){let _=g+f,E=_,M=_+n+1,C=_+n+2,A=_+1;a.push(E,M,A),a.push(M,C,A)}}this.setIndex(a),this.setAttribute("position",new Nt(l,3)),this.setAttribute("normal",new Nt(c,3)),this.setAttribute("uv",new Nt(h,2))}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.innerRadius,e.outerRadius,e.thetaSegments,e.phiSegments,e.thetaStart,e.thetaLength)}};function _s(i){let e={};for(let t in i){e[t]={};for(let n in i[t]){let s=i[t][n];if(Qf(s))s.isRenderTargetTexture?(Pe("UniformsUtils: Textures of render targets cannot be cloned via cloneUniforms() or mergeUniforms()."),e[t][n]=null):e[t][n]=s.clone();else if(Array.isArray(s))if(Qf(s[0])){let r=[];for(let o=0,a=s.length;o<a;o++)r[o]=s[o].clone();e[t][n]=r}else e[t][n]=s.slice();else e[t][n]=s}}return e}function Qt(i){let e={};for(let t=0;t<i.length;t++){let n=_s(i[t]);for(let s in n)e[s]=n[s]}return e}function Qf(i){return i&&(i.isColor||i.isMatrix3||i.isMatrix4||i.isVector2||i.isVector3||i.isVector4||i.isTexture||i.isQuaternion)}function tb(i){let e=[];for(let t=0;t<i.length;t++)e.push(i[t].clone());return e}function ju(i){let e=i.getRenderTarget();return e===null?i.outputColorSpace:e.isXRRenderTarget===!0?e.texture.colorSpace:Qe.workingColorSpace}var Xm={clone:_s,merge:Qt},nb=`void main() {
	gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`,ib=`void main() {
	gl_FragColor = vec4( 1.0, 0.0, 0.0, 1.0 );
}`,cn=class extends Bi{constructor(e){super(),this.isShaderMaterial=!0,this.type="ShaderMaterial",this.defines={},this.uniforms={},this.uniformsGroups=[],this.vertexShader=nb,this.fragmentShader=ib,this.linewidth=1,this.wireframe=!1,this.wireframeLinewidth=1,this.fog=!1,this.lights=!1,this.clipping=!1,this.forceSinglePass=!0,this.extensions={clipCullDistance:!1,multiDraw:!1},this.defaultAttributeValues={color:[1,1,1],uv:[0,0],uv1:[0,0]},this.index0AttributeName=void 0,this.uniformsNeedUpdate=!1,this.glslVersion=null,e!==void 0&&this.setValues(e)}copy(e){return super.copy(e),this.fragmentShader=e.fragmentShader,this.vertexShader=e.vertexShader,this.uniforms=_s(e.uniforms),this.uniformsGroups=tb(e.uniformsGroups),this.defines=Object.assign({},e.defines),this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.fog=e.fog,this.lights=e.lights,this.clipping=e.clipping,this.extensions=Object.assign({},e.extensions),this.glslVersion=e.glslVersion,this.defaultAttributeValues=Object.assign({},e.defaultAttributeValues),this.index0AttributeName=e.index0AttributeName,this.uniformsNeedUpdate=e.uniformsNeedUpdate,this}toJSON(e){let t=super.toJSON(e);t.glslVersion=this.glslVersion,t.uniforms={};for(let s in this.uniforms){let o=this.uniforms[s].value;o&&o.isTexture?t.uniforms[s]={type:"t",value:o.toJSON(e).uuid}:o&&o.isColor?t.uniforms[s]={type:"c",value:o.getHex()}:o&&o.isVector2?t.uniforms[s]={type:"v2",value:o.toArray()}:o&&o.isVector3?t.uniforms[s]={type:"v3",value:o.toArray()}:o&&o.isVector4?t.uniforms[s]={type:"v4",value:o.toArray()}:o&&o.isMatrix3?t.uniforms[s]={type:"m3",value:o.toArray()}:o&&o.isMatrix4?t.uniforms[s]={type:"m4",value:o.toArray()}:t.uniforms[s]={value:o}}Object.keys(this.defines).length>0&&(t.defines=this.defines),t.vertexShader=this.vertexShader,t.fragmentShader=this.fragmentShader,t.lights=this.lights,t.clipping=this.clipping;let n={};for(let s in this.extensions)this.extensions[s]===!0&&(n[s]=!0);return Object.keys(n).length>0&&(t.extensions=n),t}fromJSON(e,t){if(super.fromJSON(e,t),e.uniforms!==void 0)for(let n in e.uniforms){let s=e.uniforms[n];switch(this.uniforms[n]={},s.type){case"t":this.uniforms[n].value=t[s.value]||null;break;case"c":this.uniforms[n].value=new Ae().setHex(s.value);break;case"v2":this.uniforms[n].value=new Ne().fromArray(s.value);break;case"v3":this.uniforms[n].value=new N().fromArray(s.value);break;case"v4":this.uniforms[n].value=new yt().fromArray(s.value);break;case"m3":this.uniforms[n].value=new Oe().fromArray(s.value);break;case"m4":this.uniforms[n].value=new pt().fromArray(s.value);break;default:this.uniforms[n].value=s.value}}if(e.defines!==void 0&&(this.defines=e.defines),e.vertexShader!==void 0&&(this.vertexShader=e.vertexShader),e.fragmentShader!==void 0&&(this.fragmentShader=e.fragmentShader),e.glslVersion!==void 0&&(this.glslVersion=e.glslVersion),e.extensions!==void 0)for(let n in e.extensions)this.extensions[n]=e.extensions[n];return e.lights!==void 0&&(this.lights=e.lights),e.clipping!==void 0&&(this.clipping=e.clipping),this}},Ua=class extends cn{constructor(e){super(e),this.isRawShaderMaterial=!0,this.type="RawShaderMaterial"}};var Ba=class extends Bi{constructor(e){super(),this.isMeshDepthMaterial=!0,this.type="MeshDepthMaterial",this.depthPacking=Pm,this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.wireframe=!1,this.wireframeLinewidth=1,this.setValues(e)}copy(e){return super.copy(e),this.depthPacking=e.depthPacking,this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this}},za=class extends Bi{constructor(e){super(),this.isMeshDistanceMaterial=!0,this.type="MeshDistanceMaterial",this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.setValues(e)}copy(e){return super.copy(e),this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this}};function $s(i,e){return!i||i.constructor===e?i:typeof e.BYTES_PER_ELEMENT=="number"?new e(i):Array.prototype.slice.call(i)}function ga(i){return i!==void 0&&i.inTangents!==void 0&&i.outTangents!==void 0}var Vi=class{constructor(e,t,n,s){this.parameterPositions=e,this._cachedIndex=0,this.resultBuffer=s!==void 0?s:new t.constructor(n),this.sampleValues=t,this.valueSize=n,this.settings=null,this.DefaultSettings_={}}evaluate(e){let t=this.parameterPositions,n=this._cachedIndex,s=t[n],r=t[n-1];n:{e:{let o;t:{i:if(!(e<s)){for(let a=n+2;;){if(s===void 0){if(e<r)break i;return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}if(n===a)break;if(r=s,s=t[++n],e<s)break e}o=t.length;break t}if(!(e>=r)){let a=t[1];e<a&&(n=2,r=a);for(let l=n-2;;){if(r===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(n===l)break;if(s=r,r=t[--n-1],e>=r)break e}o=n,n=0;break t}break n}for(;n<o;){let a=n+o>>>1;e<t[a]?o=a:n=a+1}if(s=t[n],r=t[n-1],r===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(s===void 0)return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}this._cachedIndex=n,this.intervalChanged_(n,r,s)}return this.interpolate_(n,r,e,s)}getSettings_(){return this.settings||this.DefaultSettings_}copySampleValue_(e){let t=this.resultBuffer,n=this.sampleValues,s=this.valueSize,r=e*s;for(let o=0;o!==s;++o)t[o]=n[r+o];return t}interpolate_(){throw new Error("THREE.Interpolant: Call to abstract method.")}intervalChanged_(){}},Ha=class extends Vi{constructor(e,t,n,s){super(e,t,n,s),this._weightPrev=-0,this._offsetPrev=-0,this._weightNext=-0,this._offsetNext=-0,this.DefaultSettings_={endingStart:fu,endingEnd:fu}}intervalChanged_(e,t,n){let s=this.parameterPositions,r=e-2,o=e+1,a=s[r],l=s[o];if(a===void 0)switch(this.getSettings_().endingStart){case mu:r=e,a=2*t-n;break;case gu:r=s.length-2,a=t+s[r]-s[r+1];break;default:r=e,a=n}if(l===void 0)switch(this.getSettings_().endingEnd){case mu:o=e,l=2*n-t;break;case gu:o=1,l=n+s[1]-s[0];break;default:o=e-1,l=t}let c=(n-t)*.5,h=this.valueSize;this._weightPrev=c/(t-a),this._weightNext=c/(l-n),this._offsetPrev=r*h,this._offsetNext=o*h}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,h=this._offsetPrev,u=this._offsetNext,d=this._weightPrev,p=this._weightNext,m=(n-t)/(s-t),x=m*m,f=x*m,g=-d*f+2*d*x-d*m,_=(1+d)*f+(-1.5-2*d)*x+(-.5+d)*m+1,E=(-1-p)*f+(1.5+p)*x+.5*m,M=p*f-p*x;for(let C=0;C!==a;++C)r[C]=g*o[h+C]+_*o[c+C]+E*o[l+C]+M*o[u+C];return r}},Va=class extends Vi{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,h=(n-t)/(s-t),u=1-h;for(let d=0;d!==a;++d)r[d]=o[c+d]*u+o[l+d]*h;return r}},Ga=class extends Vi{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e){return this.copySampleValue_(e-1)}},Wa=class extends Vi{interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,h=this.inTangents,u=this.outTangents;if(!h||!u){let m=(n-t)/(s-t),x=1-m;for(let f=0;f!==a;++f)r[f]=o[c+f]*x+o[l+f]*m;return r}let d=a*2,p=e-1;for(let m=0;m!==a;++m){let x=o[c+m],f=o[l+m],g=p*d+m*2,_=u[g],E=u[g+1],M=e*d+m*2,C=h[M],A=h[M+1],v=rb(n,t,_,C,s);r[m]=qm(v,x,E,A,f)}return r}};function qm(i,e,t,n,s){let r=1-i;return r*r*r*e+3*r*r*i*t+3*r*i*i*n+i*i*i*s}function sb(i,e,t,n,s){let r=1-i;return 3*r*r*(t-e)+6*r*i*(n-t)+3*i*i*(s-n)}function rb(i,e,t,n,s){let r=(i-e)/(s-e);for(let o=0;o<8;o++){let a=qm(r,e,t,n,s)-i;if(Math.abs(a)<1e-10)break;let l=sb(r,e,t,n,s);if(Math.abs(l)<1e-10)break;r=Math.max(0,Math.min(1,r-a/l))}return r}var yn=class{constructor(e,t,n,s){if(e===void 0)throw new Error("THREE.KeyframeTrack: track name is undefined");if(t===void 0||t.length===0)throw new Error("THREE.KeyframeTrack: no keyframes in track named "+e);this.name=e,this.times=$s(t,this.TimeBufferType),this.values=$s(n,this.ValueBufferType),this.setInterpolation(s||this.DefaultInterpolation)}static toJSON(e){let t=e.constructor,n;if(t.toJSON!==this.toJSON)n=t.toJSON(e);else{n={name:e.name,times:$s(e.times,Array),values:$s(e.values,Array)};let s=e.getInterpolation();s!==e.DefaultInterpolation&&(n.interpolation=s),ga(e.settings)&&(n.settings={inTangents:$s(e.settings.inTangents,Array),outTangents:$s(e.settings.outTangents,Array)})}return n.type=e.ValueTypeName,n}InterpolantFactoryMethodDiscrete(e){return new Ga(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodLinear(e){return new Va(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodSmooth(e){return new Ha(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodBezier(e){let t=new Wa(this.times,this.values,this.getValueSize(),e);return this.settings&&(t.inTangents=this.settings.inTangents,t.outTangents=this.settings.outTangents),t}setInterpolation(e){let t;switch(e){case kr:t=this.InterpolantFactoryMethodDiscrete;break;case Pa:t=this.InterpolantFactoryMethodLinear;break;case ya:t=this.InterpolantFactoryMethodSmooth;break;case pu:t=this.InterpolantFactoryMethodBezier;break}if(t===void 0){let n="unsupported interpolation for "+this.ValueTypeName+" keyframe track named "+this.name;if(this.createInterpolant===void 0)if(e!==this.DefaultInterpolation)this.setInterpolation(this.DefaultInterpolation);else throw new Error(n);return Pe("KeyframeTrack:",n),this}return this.createInterpolant=t,this}getInterpolation(){switch(this.createInterpolant){case this.InterpolantFactoryMethodDiscrete:return kr;case this.InterpolantFactoryMethodLinear:return Pa;case this.InterpolantFactoryMethodSmooth:return ya;case this.InterpolantFactoryMethodBezier:return pu}}getValueSize(){return this.values.length/this.times.length}shift(e){if(e!==0){let t=this.times;for(let n=0,s=t.length;n!==s;++n)t[n]+=e;ga(this.settings)&&(em(this.settings.inTangents,e),em(this.settings.outTangents,e))}return this}scale(e){if(e!==1){let t=this.times;for(let n=0,s=t.length;n!==s;++n)t[n]*=e;ga(this.settings)&&(tm(this.settings.inTangents,e),tm(this.settings.outTangents,e))}return this}trim(e,t){let n=this.times,s=n.length,r=0,o=s-1;for(;r!==s&&n[r]<e;)++r;for(;o!==-1&&n[o]>t;)--o;if(++o,r!==0||o!==s){r>=o&&(o=Math.max(o,1),r=o-1);let a=this.getValueSize();this.times=n.slice(r,o),this.values=this.values.slice(r*a,o*a)}return this}validate(){let e=!0,t=this.getValueSize();t-Math.floor(t)!==0&&(ke("KeyframeTrack: Invalid value size in track.",this),e=!1);let n=this.times,s=this.values,r=n.length;r===0&&(ke("KeyframeTrack: Track is empty.",this),e=!1);let o=null;for(let a=0;a!==r;a++){let l=n[a];if(typeof l=="number"&&isNaN(l)){ke("KeyframeTrack: Time is not a valid number.",this,a,l),e=!1;break}if(o!==null&&o>l){ke("KeyframeTrack: Out of order keys.",this,a,l,o),e=!1;break}o=l}if(s!==void 0&&_y(s))for(let a=0,l=s.length;a!==l;++a){let c=s[a];if(isNaN(c)){ke("KeyframeTrack: Value is not a valid number.",this,a,c),e=!1;break}}return e}optimize(){let e=this.times.slice(),t=this.values.slice(),n=this.getValueSize(),s=this.getInterpolation()===ya,r=e.length-1,o=1;for(let a=1;a<r;++a){let l=!1,c=e[a],h=e[a+1];if(c!==h&&(a!==1||c!==e[0]))if(s)l=!0;else{let u=a*n,d=u-n,p=u+n;for(let m=0;m!==n;++m){let x=t[u+m];if(x!==t[d+m]||x!==t[p+m]){l=!0;break}}}if(l){if(a!==o){e[o]=e[a];let u=a*n,d=o*n;for(let p=0;p!==n;++p)t[d+p]=t[u+p]}++o}}if(r>0){e[o]=e[r];for(let a=r*n,l=o*n,c=0;c!==n;++c)t[l+c]=t[a+c];++o}return o!==e.length?(this.times=e.slice(0,o),this.values=t.slice(0,o*n)):(this.times=e,this.values=t),this}clone(){let e=this.times.slice(),t=this.values.slice(),n=this.constructor,s=new n(this.name,e,t);return s.createInterpolant=this.createInterpolant,ga(this.settings)&&(s.settings={inTangents:this.settings.inTangents.slice(),outTangents:this.settings.outTangents.slice()}),s}};function em(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]+=e}function tm(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]*=e}yn.prototype.ValueTypeName="";yn.prototype.TimeBufferType=Float32Array;yn.prototype.ValueBufferType=Float32Array;yn.prototype.DefaultInterpolation=Pa;var Gi=class extends yn{constructor(e,t,n){super(e,t,n)}};Gi.prototype.ValueTypeName="bool";Gi.prototype.ValueBufferType=Array;Gi.prototype.DefaultInterpolation=kr;Gi.prototype.InterpolantFactoryMethodLinear=void 0;Gi.prototype.InterpolantFactoryMethodSmooth=void 0;var $a=class extends yn{constructor(e,t,n,s){super(e,t,n,s)}};$a.prototype.ValueTypeName="color";var Xa=class extends yn{constructor(e,t,n,s){super(e,t,n,s)}};Xa.prototype.ValueTypeName="number";var qa=class extends Vi{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=(n-t)/(s-t),c=e*a;for(let h=c+a;c!==h;c+=4)xn.slerpFlat(r,0,o,c-a,o,c,l);return r}},jr=class extends yn{constructor(e,t,n,s){super(e,t,n,s)}InterpolantFactoryMethodLinear(e){return new qa(this.times,this.values,this.getValueSize(),e)}};jr.prototype.ValueTypeName="quaternion";jr.prototype.InterpolantFactoryMethodSmooth=void 0;var Wi=class extends yn{constructor(e,t,n){super(e,t,n)}};Wi.prototype.ValueTypeName="string";Wi.prototype.ValueBufferType=Array;Wi.prototype.DefaultInterpolation=kr;Wi.prototype.InterpolantFactoryMethodLinear=void 0;Wi.prototype.InterpolantFactoryMethodSmooth=void 0;var Ya=class extends yn{constructor(e,t,n,s){super(e,t,n,s)}};Ya.prototype.ValueTypeName="vector";var Ka=class{constructor(e,t,n){let s=this,r=!1,o=0,a=0,l,c=[];this.onStart=void 0,this.onLoad=e,this.onProgress=t,this.onError=n,this._abortController=null,this.itemStart=function(h){a++,r===!1&&s.onStart!==void 0&&s.onStart(h,o,a),r=!0},this.itemEnd=function(h){o++,s.onProgress!==void 0&&s.onProgress(h,o,a),o===a&&(r=!1,s.onLoad!==void 0&&s.onLoad())},this.itemError=function(h){s.onError!==void 0&&s.onError(h)},this.resolveURL=function(h){return h=h.normalize("NFC"),l?l(h):h},this.setURLModifier=function(h){return l=h,this},this.addHandler=function(h,u){return c.push(h,u),this},this.removeHandler=function(h){let u=c.indexOf(h);return u!==-1&&c.splice(u,2),this},this.getHandler=function(h){for(let u=0,d=c.length;u<d;u+=2){let p=c[u],m=c[u+1];if(p.global&&(p.lastIndex=0),p.test(h))return m}return null},this.abort=function(){return this.abortController.abort(),this._abortController=null,this}}get abortController(){return this._abortController||(this._abortController=new AbortController),this._abortController}},Ym=new Ka,ja=class{constructor(e){this.manager=e!==void 0?e:Ym,this.crossOrigin="anonymous",this.withCredentials=!1,this.path="",this.resourcePath="",this.requestHeader={},this.priority="auto",this.cache="default",typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}load(){}loadAsync(e,t){let n=this;return new Promise(function(s,r){n.load(e,s,t,r)})}parse(){}setCrossOrigin(e){return this.crossOrigin=e,this}setWithCredentials(e){return this.withCredentials=e,this}setPath(e){return this.path=e,this}setResourcePath(e){return this.resourcePath=e,this}setRequestHeader(e){return this.requestHeader=e,this}setPriority(e){return this.priority=e,this}setCache(e){return this.cache=e,this}abort(){return this}};ja.DEFAULT_MATERIAL_NAME="__DEFAULT";var Za=class extends Zt{static registerNode(e){this.prototype._lightNode=e}constructor(e,t=1){super(),this.isLight=!0,this.type="Light",this.color=new Ae(e),this.intensity=t}copy(e,t){return super.copy(e,t),this.color.copy(e.color),this.intensity=e.intensity,this}toJSON(e){let t=super.toJSON(e);return t.object.color=this.color.getHex(),t.object.intensity=this.intensity,t}};var du=new pt,nm=new N,im=new N,Ja=class{constructor(e){this.camera=e,this.intensity=1,this.bias=0,this.biasNode=null,this.normalBias=0,this.radius=1,this.blurSamples=8,this.mapSize=new Ne(512,512),this.mapType=Jt,this.map=null,this.mapPass=null,this.matrix=new pt,this.autoUpdate=!0,this.needsUpdate=!1,this._frustum=new zi,this._frameExtents=new Ne(1,1),this._viewportCount=1,this._viewports=[new yt(0,0,1,1)]}getViewportCount(){return this._viewportCount}getCamera(){return this.camera}getFrustum(){return this._frustum}updateMatrices(e){let t=this.camera;nm.setFromMatrixPosition(e.matrixWorld),t.position.copy(nm),im.setFromMatrixPosition(e.target.matrixWorld),t.lookAt(im),t.updateMatrixWorld(),this._updateMatrix(t,this.matrix,this._frustum)}_updateMatrix(e,t,n,s){du.multiplyMatrices(e.projectionMatrix,e.matrixWorldInverse),n.setFromProjectionMatrix(du,e.coordinateSystem,e.reversedDepth);let r=this._frameExtents,o=s?s.z/r.x:1,a=s?s.w/r.y:1,l=s?s.x/r.x:0,c=s?s.y/r.y:0;e.coordinateSystem===js||e.reversedDepth?t.set(.5*o,0,0,.5*o+l,0,.5*a,0,.5*a+c,0,0,1,0,0,0,0,1):t.set(.5*o,0,0,.5*o+l,0,.5*a,0,.5*a+c,0,0,.5,.5,0,0,0,1),t.multiply(du)}getViewport(e){return this._viewports[e]}getFrameExtents(){return this._frameExtents}dispose(){this.map&&this.map.dispose(),this.mapPass&&this.mapPass.dispose()}copy(e){return this.camera=e.camera.clone(),this.intensity=e.intensity,this.bias=e.bias,this.radius=e.radius,this.autoUpdate=e.autoUpdate,this.needsUpdate=e.needsUpdate,this.normalBias=e.normalBias,this.blurSamples=e.blurSamples,this.mapSize.copy(e.mapSize),this.mapType=e.mapType,this.biasNode=e.biasNode,this}clone(){return new this.constructor().copy(this)}toJSON(){let e={};return e.intensity=this.intensity,e.bias=this.bias,e.normalBias=this.normalBias,e.radius=this.radius,e.blurSamples=this.blurSamples,e.mapSize=this.mapSize.toArray(),e.mapType=this.mapType,e.camera=this.camera.toJSON(!1).object,delete e.camera.matrix,e}},xa=new N,va=new xn,Kn=new N,Zr=class extends Zt{constructor(){super(),this.isCamera=!0,this.type="Camera",this.matrixWorldInverse=new pt,this.projectionMatrix=new pt,this.projectionMatrixInverse=new pt,this.coordinateSystem=An,this._reversedDepth=!1}get reversedDepth(){return this._reversedDepth}copy(e,t){return super.copy(e,t),this.matrixWorldInverse.copy(e.matrixWorldInverse),this.projectionMatrix.copy(e.projectionMatrix),this.projectionMatrixInverse.copy(e.projectionMatrixInverse),this.coordinateSystem=e.coordinateSystem,this}getWorldDirection(e){return super.getWorldDirection(e).negate()}updateMatrixWorld(e){super.updateMatrixWorld(e),this.matrixWorld.decompose(xa,va,Kn),Kn.x===1&&Kn.y===1&&Kn.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(xa,va,Kn.set(1,1,1)).invert()}updateWorldMatrix(e,t,n=!1){super.updateWorldMatrix(e,t,n),this.matrixWorld.decompose(xa,va,Kn),Kn.x===1&&Kn.y===1&&Kn.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(xa,va,Kn.set(1,1,1)).invert()}clone(){return new this.constructor().copy(this)}},ki=new N,sm=new Ne,rm=new Ne,$t=class extends Zr{constructor(e=50,t=1,n=.1,s=2e3){super(),this.isPerspectiveCamera=!0,this.type="PerspectiveCamera",this.fov=e,this.zoom=1,this.near=n,this.far=s,this.focus=10,this.aspect=t,this.view=null,this.filmGauge=35,this.filmOffset=0,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.fov=e.fov,this.zoom=e.zoom,this.near=e.near,this.far=e.far,this.focus=e.focus,this.aspect=e.aspect,this.view=e.view===null?null:Object.assign({},e.view),this.filmGauge=e.filmGauge,this.filmOffset=e.filmOffset,this}setFocalLength(e){let t=.5*this.getFilmHeight()/e;this.fov=Js*2*Math.atan(t),this.updateProjectionMatrix()}getFocalLength(){let e=Math.tan(Dr*.5*this.fov);return .5*this.getFilmHeight()/e}getEffectiveFOV(){return Js*2*Math.atan(Math.tan(Dr*.5*this.fov)/this.zoom)}getFilmWidth(){return this.filmGauge*Math.min(this.aspect,1)}getFilmHeight(){return this.filmGauge/Math.max(this.aspect,1)}getViewBounds(e,t,n){ki.set(-1,-1,.5).applyMatrix4(this.projectionMatrixInverse),t.set(ki.x,ki.y).multiplyScalar(-e/ki.z),ki.set(1,1,.5).applyMatrix4(this.projectionMatrixInverse),n.set(ki.x,ki.y).multiplyScalar(-e/ki.z)}getViewSize(e,t){return this.getViewBounds(e,sm,rm),t.subVectors(rm,sm)}setViewOffset(e,t,n,s,r,o){this.aspect=e/t,this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=s,this.view.width=r,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=this.near,t=e*Math.tan(Dr*.5*this.fov)/this.zoom,n=2*t,s=this.aspect*n,r=-.5*s,o=this.view;if(this.view!==null&&this.view.enabled){let l=o.fullWidth,c=o.fullHeight;r+=o.offsetX*s/l,t-=o.offsetY*n/c,s*=o.width/l,n*=o.height/c}let a=this.filmOffset;a!==0&&(r+=e*a/this.getFilmWidth()),this.projectionMatrix.makePerspective(r,r+s,t,t-n,e,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.fov=this.fov,t.object.zoom=this.zoom,t.object.near=this.near,t.object.far=this.far,t.object.focus=this.focus,t.object.aspect=this.aspect,this.view!==null&&(t.object.view=Object.assign({},this.view)),t.object.filmGauge=this.filmGauge,t.object.filmOffset=this.filmOffset,t}};var gs=class extends Zr{constructor(e=-1,t=1,n=1,s=-1,r=.1,o=2e3){super(),this.isOrthographicCamera=!0,this.type="OrthographicCamera",this.zoom=1,this.view=null,this.left=e,this.right=t,this.top=n,this.bottom=s,this.near=r,this.far=o,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.left=e.left,this.right=e.right,this.top=e.top,this.bottom=e.bottom,this.near=e.near,this.far=e.far,this.zoom=e.zoom,this.view=e.view===null?null:Object.assign({},e.view),this}setViewOffset(e,t,n,s,r,o){this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=s,this.view.width=r,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=(this.right-this.left)/(2*this.zoom),t=(this.top-this.bottom)/(2*this.zoom),n=(this.right+this.left)/2,s=(this.top+this.bottom)/2,r=n-e,o=n+e,a=s+t,l=s-t;if(this.view!==null&&this.view.enabled){let c=(this.right-this.left)/this.view.fullWidth/this.zoom,h=(this.top-this.bottom)/this.view.fullHeight/this.zoom;r+=c*this.view.offsetX,o=r+c*this.view.width,a-=h*this.view.offsetY,l=a-h*this.view.height}this.projectionMatrix.makeOrthographic(r,o,a,l,this.near,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.zoom=this.zoom,t.object.left=this.left,t.object.right=this.right,t.object.top=this.top,t.object.bottom=this.bottom,t.object.near=this.near,t.object.far=this.far,this.view!==null&&(t.object.view=Object.assign({},this.view)),t}},xu=class extends Ja{constructor(){super(new gs(-5,5,5,-5,.5,500)),this.isDirectionalLightShadow=!0}},Jr=class extends Za{constructor(e,t){super(e,t),this.isDirectionalLight=!0,this.type="DirectionalLight",this.position.copy(Zt.DEFAULT_UP),this.updateMatrix(),this.target=new Zt,this.shadow=new xu}dispose(){super.dispose(),this.shadow.dispose()}copy(e){return super.copy(e),this.target=e.target.clone(),this.shadow=e.shadow.clone(),this}toJSON(e){let t=super.toJSON(e);return t.object.shadow=this.shadow.toJSON(),t.object.target=this.target.uuid,t}};var Xs=-90,qs=1,nr=class extends Zt{constructor(e,t,n){super(),this.type="CubeCamera",this.renderTarget=n,this.coordinateSystem=null,this.activeMipmapLevel=0;let s=new $t(Xs,qs,e,t);s.layers=this.layers,this.add(s);let r=new $t(Xs,qs,e,t);r.layers=this.layers,this.add(r);let o=new $t(Xs,qs,e,t);o.layers=this.layers,this.add(o);let a=new $t(Xs,qs,e,t);a.layers=this.layers,this.add(a);let l=new $t(Xs,qs,e,t);l.layers=this.layers,this.add(l);let c=new $t(Xs,qs,e,t);c.layers=this.layers,this.add(c)}updateCoordinateSystem(){let e=this.coordinateSystem,t=this.children.concat(),[n,s,r,o,a,l]=t;for(let c of t)this.remove(c);if(e===An)n.up.set(0,1,0),n.lookAt(1,0,0),s.up.set(0,1,0),s.lookAt(-1,0,0),r.up.set(0,0,-1),r.lookAt(0,1,0),o.up.set(0,0,1),o.lookAt(0,-1,0),a.up.set(0,1,0),a.lookAt(0,0,1),l.up.set(0,1,0),l.lookAt(0,0,-1);else if(e===js)n.up.set(0,-1,0),n.lookAt(-1,0,0),s.up.set(0,-1,0),s.lookAt(1,0,0),r.up.set(0,0,1),r.lookAt(0,1,0),o.up.set(0,0,-1),o.lookAt(0,-1,0),a.up.set(0,-1,0),a.lookAt(0,0,1),l.up.set(0,-1,0),l.lookAt(0,0,-1);else throw new Error("THREE.CubeCamera.updateCoordinateSystem(): Invalid coordinate system: "+e);for(let c of t)this.add(c),c.updateMatrixWorld()}update(e,t){this.parent===null&&this.updateMatrixWorld();let{renderTarget:n,activeMipmapLevel:s}=this;this.coordinateSystem!==e.coordinateSystem&&(this.coordinateSystem=e.coordinateSystem,this.updateCoordinateSystem());let[r,o,a,l,c,h]=this.children,u=e.getRenderTarget(),d=e.getActiveCubeFace(),p=e.getActiveMipmapLevel(),m=e.xr.enabled;e.xr.enabled=!1;let x=n.texture.mipmapsAutoUpdate;n.texture.mipmapsAutoUpdate=!1;let f=!1;e.isWebGLRenderer===!0?f=e.state.buffers.depth.getReversed():f=e.reversedDepthBuffer,e.setRenderTarget(n,0,s),f&&e.autoClear===!1&&e.clearDepth(),e.render(t,r),e.setRenderTarget(n,1,s),f&&e.autoClear===!1&&e.clearDepth(),e.render(t,o),e.setRenderTarget(n,2,s),f&&e.autoClear===!1&&e.clearDepth(),e.render(t,a),e.setRenderTarget(n,3,s),f&&e.autoClear===!1&&e.clearDepth(),e.render(t,l),e.setRenderTarget(n,4,s),f&&e.autoClear===!1&&e.clearDepth(),e.render(t,c),n.texture.mipmapsAutoUpdate=x,e.setRenderTarget(n,5,s),f&&e.autoClear===!1&&e.clearDepth(),e.render(t,h),e.setRenderTarget(u,d,p),e.xr.enabled=m,n.texture.needsPMREMUpdate=!0}},Qa=class extends $t{constructor(e=[]){super(),this.isArrayCamera=!0,this.isMultiViewCamera=!1,this.cameras=e,this.perCameraFrustumCulled=!1}};var Zu="\\[\\]\\.:\\/",ob=new RegExp("["+Zu+"]","g"),Ju="[^"+Zu+"]",ab="[^"+Zu.replace("\\.","")+"]",lb=/((?:WC+[\/:])*)/.source.replace("WC",Ju),cb=/(WCOD+)?/.source.replace("WCOD",ab),hb=/(?:\.(WC+)(?:\[(.+)\])?)?/.source.replace("WC",Ju),ub=/\.(WC+)(?:\[(.+)\])?/.source.replace("WC",Ju),db=new RegExp("^"+lb+cb+hb+ub+"$"),pb=["material","materials","bones","map"],vu=class{constructor(e,t,n){let s=n||gt.parseTrackName(t);this._targetGroup=e,this._bindings=e.subscribe_(t,s)}getValue(e,t){this.bind();let n=this._targetGroup.nCachedObjects_,s=this._bindings[n];s!==void 0&&s.getValue(e,t)}setValue(e,t){let n=this._bindings;for(let s=this._targetGroup.nCachedObjects_,r=n.length;s!==r;++s)n[s].setValue(e,t)}bind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].bind()}unbind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].unbind()}},gt=class i{constructor(e,t,n){this.path=t,this.parsedPath=n||i.parseTrackName(t),this.node=i.findNode(e,this.parsedPath.nodeName),this.rootNode=e,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}static create(e,t,n){return e&&e.isAnimationObjectGroup?new i.Composite(e,t,n):new i(e,t,n)}static sanitizeNodeName(e){return e.replace(/\s/g,"_").replace(ob,"")}static parseTrackName(e){let t=db.exec(e);if(t===null)throw new Error("THREE.PropertyBinding: Cannot parse trackName: "+e);let n={nodeName:t[2],objectName:t[3],objectIndex:t[4],propertyName:t[5],propertyIndex:t[6]},s=n.nodeName&&n.nodeName.lastIndexOf(".");if(s!==void 0&&s!==-1){let r=n.nodeName.substring(s+1);pb.indexOf(r)!==-1&&(n.nodeName=n.nodeName.substring(0,s),n.objectName=r)}if(n.propertyName===null||n.propertyName.length===0)throw new Error("THREE.PropertyBinding: can not parse propertyName from trackName: "+e);return n}static findNode(e,t){if(t===void 0||t===""||t==="."||t===-1||t===e.name||t===e.uuid)return e;if(e.skeleton){let n=e.skeleton.getBoneByName(t);if(n!==void 0)return n}if(e.children){let n=function(r){for(let o=0;o<r.length;o++){let a=r[o];if(a.name===t||a.uuid===t)return a;let l=n(a.children);if(l)return l}return null},s=n(e.children);if(s)return s}return null}_getValue_unavailable(){}_setValue_unavailable(){}_getValue_direct(e,t){e[t]=this.targetObject[this.propertyName]}_getValue_array(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)e[t++]=n[s]}_getValue_arrayElement(e,t){e[t]=this.resolvedProperty[this.propertyIndex]}_getValue_toArray(e,t){this.resolvedProperty.toArray(e,t)}_setValue_direct(e,t){this.targetObject[this.propertyName]=e[t]}_setValue_direct_setNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.needsUpdate=!0}_setValue_direct_setMatrixWorldNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_array(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++]}_setValue_array_setNeedsUpdate(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++];this.targetObject.needsUpdate=!0}_setValue_array_setMatrixWorldNeedsUpdate(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++];this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_arrayElement(e,t){this.resolvedProperty[this.propertyIndex]=e[t]}_setValue_arrayElement_setNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.needsUpdate=!0}_setValue_arrayElement_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_fromArray(e,t){this.resolvedProperty.fromArray(e,t)}_setValue_fromArray_setNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.needsUpdate=!0}_setValue_fromArray_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.matrixWorldNeedsUpdate=!0}_getValue_unbound(e,t){this.bind(),this.getValue(e,t)}_setValue_unbound(e,t){this.bind(),this.setValue(e,t)}bind(){let e=this.node,t=this.parsedPath,n=t.objectName,s=t.propertyName,r=t.propertyIndex;if(e||(e=i.findNode(this.rootNode,t.nodeName),this.node=e),this.getValue=this._getValue_unavailable,this.setValue=this._setValue_unavailable,!e){Pe("PropertyBinding: No target node found for track: "+this.path+".");return}if(n){let c=t.objectIndex;switch(n){case"materials":if(!e.material){ke("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.materials){ke("PropertyBinding: Can not bind to material.materials as node.material does not have a materials array.",this);return}e=e.material.materials;break;case"bones":if(!e.skeleton){ke("PropertyBinding: Can not bind to bones as node does not have a skeleton.",this);return}e=e.skeleton.bones;for(let h=0;h<e.length;h++)if(e[h].name===c){c=h;break}break;case"map":if("map"in e){e=e.map;break}if(!e.material){ke("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.map){ke("PropertyBinding: Can not bind to material.map as node.material does not have a map.",this);return}e=e.material.map;break;default:if(e[n]===void 0){ke("PropertyBinding: Can not bind to objectName of node undefined.",this);return}e=e[n]}if(c!==void 0){if(e[c]===void 0){ke("PropertyBinding: Trying to bind to objectIndex of objectName, but is undefined.",this,e);return}e=e[c]}}let o=e[s];if(o===void 0){let c=t.nodeName;ke("PropertyBinding: Trying to update property for track: "+c+"."+s+" but it wasn't found.",e);return}let a=this.Versioning.None;this.targetObject=e,e.isMaterial===!0?a=this.Versioning.NeedsUpdate:e.isObject3D===!0&&(a=this.Versioning.MatrixWorldNeedsUpdate);let l=this.BindingType.Direct;if(r!==void 0){if(s==="morphTargetInfluences"){if(!e.geometry){ke("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.",this);return}if(!e.geometry.morphAttributes){ke("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.morphAttributes.",this);return}e.morphTargetDictionary[r]!==void 0&&(r=e.morphTargetDictionary[r])}l=this.BindingType.ArrayElement,this.resolvedProperty=o,this.propertyIndex=r}else o.fromArray!==void 0&&o.toArray!==void 0?(l=this.BindingType.HasFromToArray,this.resolvedProperty=o):Array.isArray(o)?(l=this.BindingType.EntireArray,this.resolvedProperty=o):this.propertyName=s;this.getValue=this.GetterByBindingType[l],this.setValue=this.SetterByBindingTypeAndVersioning[l][a]}unbind(){this.node=null,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}};gt.Composite=vu;gt.prototype.BindingType={Direct:0,EntireArray:1,ArrayElement:2,HasFromToArray:3};gt.prototype.Versioning={None:0,NeedsUpdate:1,MatrixWorldNeedsUpdate:2};gt.prototype.GetterByBindingType=[gt.prototype._getValue_direct,gt.prototype._getValue_array,gt.prototype._getValue_arrayElement,gt.prototype._getValue_toArray];gt.prototype.SetterByBindingTypeAndVersioning=[[gt.prototype._setValue_direct,gt.prototype._setValue_direct_setNeedsUpdate,gt.prototype._setValue_direct_setMatrixWorldNeedsUpdate],[gt.prototype._setValue_array,gt.prototype._setValue_array_setNeedsUpdate,gt.prototype._setValue_array_setMatrixWorldNeedsUpdate],[gt.prototype._setValue_arrayElement,gt.prototype._setValue_arrayElement_setNeedsUpdate,gt.prototype._setValue_arrayElement_setMatrixWorldNeedsUpdate],[gt.prototype._setValue_fromArray,gt.prototype._setValue_fromArray_setNeedsUpdate,gt.prototype._setValue_fromArray_setMatrixWorldNeedsUpdate]];var lP=new Float32Array(1);var $i=class{constructor(e=1,t=0,n=0){this.radius=e,this.phi=t,this.theta=n}set(e,t,n){return this.radius=e,this.phi=t,this.theta=n,this}copy(e){return this.radius=e.radius,this.phi=e.phi,this.theta=e.theta,this}makeSafe(){return this.phi=Ye(this.phi,1e-6,Math.PI-1e-6),this}setFromVector3(e){return this.setFromCartesianCoords(e.x,e.y,e.z)}setFromCartesianCoords(e,t,n){return this.radius=Math.sqrt(e*e+t*t+n*n),this.radius===0?(this.theta=0,this.phi=0):(this.theta=Math.atan2(e,n),this.phi=Math.acos(Ye(t/this.radius,-1,1))),this}clone(){return new this.constructor().copy(this)}};var yu=class{static{this.prototype.isMatrix2=!0}constructor(e,t,n,s){this.elements=[1,0,0,1],e!==void 0&&this.set(e,t,n,s)}identity(){return this.set(1,0,0,1),this}fromArray(e,t=0){for(let n=0;n<4;n++)this.elements[n]=e[n+t];return this}set(e,t,n,s){let r=this.elements;return r[0]=e,r[2]=t,r[1]=n,r[3]=s,this}};var Qr=class extends kn{constructor(e,t=null){super(),this.object=e,this.domElement=t,this.enabled=!0,this.state=-1,this.keys={},this.mouseButtons={LEFT:null,MIDDLE:null,RIGHT:null},this.touches={ONE:null,TWO:null}}connect(e){this.domElement!==null&&this.disconnect(),this.domElement=e}disconnect(){}dispose(){}update(){}};function Qu(i,e,t,n){let s=fb(n);switch(t){case Bu:return i*e;case no:return i*e/s.components*s.byteLength;case ol:return i*e/s.components*s.byteLength;case Yi:return i*e*2/s.components*s.byteLength;case al:return i*e*2/s.components*s.byteLength;case zu:return i*e*3/s.components*s.byteLength;case Bn:return i*e*4/s.components*s.byteLength;case ll:return i*e*4/s.components*s.byteLength;case io:case so:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case ro:case oo:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case hl:case dl:return Math.max(i,16)*Math.max(e,8)/4;case cl:case ul:return Math.max(i,8)*Math.max(e,8)/2;case pl:case fl:case gl:case xl:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case ml:case ao:case vl:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case yl:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case bl:return Math.floor((i+4)/5)*Math.floor((e+3)/4)*16;case _l:return Math.floor((i+4)/5)*Math.floor((e+4)/5)*16;case wl:return Math.floor((i+5)/6)*Math.floor((e+4)/5)*16;case Ml:return Math.floor((i+5)/6)*Math.floor((e+5)/6)*16;case Sl:return Math.floor((i+7)/8)*Math.floor((e+4)/5)*16;case Tl:return Math.floor((i+7)/8)*Math.floor((e+5)/6)*16;case El:return Math.floor((i+7)/8)*Math.floor((e+7)/8)*16;case Al:return Math.floor((i+9)/10)*Math.floor((e+4)/5)*16;case Cl:return Math.floor((i+9)/10)*Math.floor((e+5)/6)*16;case Rl:return Math.floor((i+9)/10)*Math.floor((e+7)/8)*16;case Pl:return Math.floor((i+9)/10)*Math.floor((e+9)/10)*16;case Ll:return Math.floor((i+11)/12)*Math.floor((e+9)/10)*16;case Il:return Math.floor((i+11)/12)*Math.floor((e+11)/12)*16;case Dl:case Nl:case kl:return Math.ceil(i/4)*Math.ceil(e/4)*16;case Ol:case Fl:return Math.ceil(i/4)*Math.ceil(e/4)*8;case lo:case Ul:return Math.ceil(i/4)*Math.ceil(e/4)*16}throw new Error(`Unable to determine texture byte length for ${t} format.`)}function fb(i){switch(i){case Jt:case ku:return{byteLength:1,components:1};case or:case Ou:case Un:return{byteLength:2,components:1};case sl:case rl:return{byteLength:2,components:4};case On:case il:case Fn:return{byteLength:4,components:1};case Fu:case Uu:return{byteLength:4,components:3}}throw new Error(`THREE.TextureUtils: Unknown texture type ${i}.`)}typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("register",{detail:{revision:"187"}}));typeof window<"u"&&(window.__THREE__?Pe("WARNING: Multiple instances of Three.js being imported."):window.__THREE__="187");function gg(){let i=null,e=!1,t=null,n=null;function s(r,o){n=i.requestAnimationFrame(s),t(r,o)}return{start:function(){e!==!0&&t!==null&&i!==null&&(n=i.requestAnimationFrame(s),e=!0)},stop:function(){i!==null&&i.cancelAnimationFrame(n),e=!1},setAnimationLoop:function(r){t=r},setContext:function(r){i=r}}}function gb(i){let e=new WeakMap;function t(a,l){let c=a.array,h=a.usage,u=c.byteLength,d=i.createBuffer();i.bindBuffer(l,d),i.bufferData(l,c,h),a.onUploadCallback();let p;if(c instanceof Float32Array)p=i.FLOAT;else if(typeof Float16Array<"u"&&c instanceof Float16Array)p=i.HALF_FLOAT;else if(c instanceof Uint16Array)a.isFloat16BufferAttribute?p=i.HALF_FLOAT:p=i.UNSIGNED_SHORT;else if(c instanceof Int16Array)p=i.SHORT;else if(c instanceof Uint32Array)p=i.UNSIGNED_INT;else if(c instanceof Int32Array)p=i.INT;else if(c instanceof Int8Array)p=i.BYTE;else if(c instanceof Uint8Array)p=i.UNSIGNED_BYTE;else if(c instanceof Uint8ClampedArray)p=i.UNSIGNED_BYTE;else throw new Error("THREE.WebGLAttributes: Unsupported buffer data format: "+c);return{buffer:d,type:p,bytesPerElement:c.BYTES_PER_ELEMENT,version:a.version,size:u}}function n(a,l,c){let h=l.array,u=l.updateRanges;if(i.bindBuffer(c,a),u.length===0)i.bufferSubData(c,0,h);else{u.sort((p,m)=>p.start-m.start);let d=0;for(let p=1;p<u.length;p++){let m=u[d],x=u[p];x.start<=m.start+m.count+1?m.count=Math.max(m.count,x.start+x.count-m.start):(++d,u[d]=x)}u.length=d+1;for(let p=0,m=u.length;p<m;p++){let x=u[p];i.bufferSubData(c,x.start*h.BYTES_PER_ELEMENT,h,x.start,x.count)}l.clearUpdateRanges()}l.onUploadCallback()}function s(a){return a.isInterleavedBufferAttribute&&(a=a.data),e.get(a)}function r(a){a.isInterleavedBufferAttribute&&(a=a.data);let l=e.get(a);l&&(i.deleteBuffer(l.buffer),e.delete(a))}function o(a,l){if(a.isInterleavedBufferAttribute&&(a=a.data),a.isGLBufferAttribute){let h=e.get(a);(!h||h.version<a.version)&&e.set(a,{buffer:a.buffer,type:a.type,bytesPerElement:a.elementSize,version:a.version});return}let c=e.get(a);if(c===void 0)e.set(a,t(a,l));else if(c.version<a.version){if(c.size!==a.array.byteLength)throw new Error("THREE.WebGLAttributes: The size of the buffer attribute's array buffer does not match the original size. Resizing buffer attributes is not supported.");n(c.buffer,a,l),c.version=a.version}}return{get:s,remove:r,update:o}}var xb=`#ifdef USE_ALPHAHASH
	if ( diffuseColor.a < getAlphaHashThreshold( vPosition ) ) discard;
#endif`,vb=`#ifdef USE_ALPHAHASH
	const float ALPHA_HASH_SCALE = 0.05;
	float hash2D( vec2 value ) {
		return fract( 1.0e4 * sin( 17.0 * value.x + 0.1 * value.y ) * ( 0.1 + abs( sin( 13.0 * value.y + value.x ) ) ) );
	}
	float hash3D( vec3 value ) {
		return hash2D( vec2( hash2D( value.xy ), value.z ) );
	}
	float getAlphaHashThreshold( vec3 position ) {
		float maxDeriv = max(
			length( dFdx( position.xyz ) ),
			length( dFdy( position.xyz ) )
		);
		float pixScale = 1.0 / ( ALPHA_HASH_SCALE * maxDeriv );
		vec2 pixScales = vec2(
			exp2( floor( log2( pixScale ) ) ),
			exp2( ceil( log2( pixScale ) ) )
		);
		vec2 alpha = vec2(
			hash3D( floor( pixScales.x * position.xyz ) ),
			hash3D( floor( pixScales.y * position.xyz ) )
		);
		float lerpFactor = fract( log2( pixScale ) );
		float x = ( 1.0 - lerpFactor ) * alpha.x + lerpFactor * alpha.y;
		float a = min( lerpFactor, 1.0 - lerpFactor );
		vec3 cases = vec3(
			x * x / ( 2.0 * a * ( 1.0 - a ) ),
			( x - 0.5 * a ) / ( 1.0 - a ),
			1.0 - ( ( 1.0 - x ) * ( 1.0 - x ) / ( 2.0 * a * ( 1.0 - a ) ) )
		);
		float threshold = ( x < ( 1.0 - a ) )
			? ( ( x < a ) ? cases.x : cases.y )
			: cases.z;
		return clamp( threshold , 1.0e-6, 1.0 );
	}
#endif`,yb=`#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, vAlphaMapUv ).g;
#endif`,bb=`#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,_b=`#ifdef USE_ALPHATEST
	#ifdef ALPHA_TO_COVERAGE
	diffuseColor.a = smoothstep( alphaTest, alphaTest + fwidth( diffuseColor.a ), diffuseColor.a );
	if ( diffuseColor.a == 0.0 ) discard;
	#else
	if ( diffuseColor.a < alphaTest ) discard;
	#endif
#endif`,wb=`#ifdef USE_ALPHATEST
	uniform float alphaTest;
#endif`,Mb=`#ifdef USE_AOMAP
	float ambientOcclusion = ( texture2D( aoMap, vAoMapUv ).r - 1.0 ) * aoMapIntensity + 1.0;
	reflectedLight.indirectDiffuse *= ambientOcclusion;
	#if defined( USE_CLEARCOAT ) 
		clearcoatSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_SHEEN ) 
		sheenSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_ENVMAP ) && defined( STANDARD )
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		reflectedLight.indirectSpecular *= computeSpecularOcclusion( dotNV, ambientOcclusion, material.roughness );
	#endif
#endif`,Sb=`#ifdef USE_AOMAP
	uniform sampler2D aoMap;
	uniform float aoMapIntensity;
#endif`,Tb=`#ifdef USE_BATCHING
	#if ! defined( GL_ANGLE_multi_draw )
	#define gl_DrawID _gl_DrawID
	uniform int _gl_DrawID;
	#endif
	uniform highp sampler2D batchingTexture;
	uniform highp usampler2D batchingIdTexture;
	mat4 getBatchingMatrix( const in float i ) {
		int size = textureSize( batchingTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( batchingTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( batchingTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( batchingTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( batchingTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
	float getIndirectIndex( const in int i ) {
		int size = textureSize( batchingIdTexture, 0 ).x;
		int x = i % size;
		int y = i / size;
		return float( texelFetch( batchingIdTexture, ivec2( x, y ), 0 ).r );
	}
#endif
#ifdef USE_BATCHING_COLOR
	uniform sampler2D batchingColorTexture;
	vec4 getBatchingColor( const in float i ) {
		int size = textureSize( batchingColorTexture, 0 ).x;
		int j = int( i );
		int x = j % size;
		int y = j / size;
		return texelFetch( batchingColorTexture, ivec2( x, y ), 0 );
	}
#endif`,Eb=`#ifdef USE_BATCHING
	mat4 batchingMatrix = getBatchingMatrix( getIndirectIndex( gl_DrawID ) );
#endif`,Ab=`vec3 transformed = vec3( position );
#ifdef USE_ALPHAHASH
	vPosition = vec3( position );
#endif`,Cb=`vec3 objectNormal = vec3( normal );
#ifdef USE_TANGENT
	vec3 objectTangent = vec3( tangent.xyz );
#endif`,Rb=`float G_BlinnPhong_Implicit( ) {
	return 0.25;
}
float D_BlinnPhong( const in float shininess, const in float dotNH ) {
	return RECIPROCAL_PI * ( shininess * 0.5 + 1.0 ) * pow( dotNH, shininess );
}
vec3 BRDF_BlinnPhong( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 specularColor, const in float shininess ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( specularColor, 1.0, dotVH );
	float G = G_BlinnPhong_Implicit( );
	float D = D_BlinnPhong( shininess, dotNH );
	return F * ( G * D );
} // validated`,Pb=`#ifdef USE_IRIDESCENCE
	const mat3 XYZ_TO_REC709 = mat3(
		 3.2404542, -0.9692660,  0.0556434,
		-1.5371385,  1.8760108, -0.2040259,
		-0.4985314,  0.0415560,  1.0572252
	);
	vec3 Fresnel0ToIor( vec3 fresnel0 ) {
		vec3 sqrtF0 = sqrt( fresnel0 );
		return ( vec3( 1.0 ) + sqrtF0 ) / ( vec3( 1.0 ) - sqrtF0 );
	}
	vec3 IorToFresnel0( vec3 transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - vec3( incidentIor ) ) / ( transmittedIor + vec3( incidentIor ) ) );
	}
	float IorToFresnel0( float transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - incidentIor ) / ( transmittedIor + incidentIor ));
	}
	vec3 evalSensitivity( float OPD, vec3 shift ) {
		float phase = 2.0 * PI * OPD * 1.0e-9;
		vec3 val = vec3( 5.4856e-13, 4.4201e-13, 5.2481e-13 );
		vec3 pos = vec3( 1.6810e+06, 1.7953e+06, 2.2084e+06 );
		vec3 var = vec3( 4.3278e+09, 9.3046e+09, 6.6121e+09 );
		vec3 xyz = val * sqrt( 2.0 * PI * var ) * cos( pos * phase + shift ) * exp( - pow2( phase ) * var );
		xyz.x += 9.7470e-14 * sqrt( 2.0 * PI * 4.5282e+09 ) * cos( 2.2399e+06 * phase + shift[ 0 ] ) * exp( - 4.5282e+09 * pow2( phase ) );
		xyz /= 1.0685e-7;
		vec3 rgb = XYZ_TO_REC709 * xyz;
		return rgb;
	}
	vec3 evalIridescence( float outsideIOR, float eta2, float cosTheta1, float thinFilmThickness, vec3 baseF0 ) {
		vec3 I;
		float iridescenceIOR = mix( outsideIOR, eta2, smoothstep( 0.0, 0.03, thinFilmThickness ) );
		float sinTheta2Sq = pow2( outsideIOR / iridescenceIOR ) * ( 1.0 - pow2( cosTheta1 ) );
		float cosTheta2Sq = 1.0 - sinTheta2Sq;
		if ( cosTheta2Sq < 0.0 ) {
			return vec3( 1.0 );
		}
		float cosTheta2 = sqrt( cosTheta2Sq );
		float R0 = IorToFresnel0( iridescenceIOR, outsideIOR );
		float R12 = F_Schlick( R0, 1.0, cosTheta1 );
		float T121 = 1.0 - R12;
		float phi12 = 0.0;
		if ( iridescenceIOR < outsideIOR ) phi12 = PI;
		float phi21 = PI - phi12;
		vec3 baseIOR = Fresnel0ToIor( clamp( baseF0, 0.0, 0.9999 ) );		vec3 R1 = IorToFresnel0( baseIOR, iridescenceIOR );
		vec3 R23 = F_Schlick( R1, 1.0, cosTheta2 );
		vec3 phi23 = vec3( 0.0 );
		if ( baseIOR[ 0 ] < iridescenceIOR ) phi23[ 0 ] = PI;
		if ( baseIOR[ 1 ] < iridescenceIOR ) phi23[ 1 ] = PI;
		if ( baseIOR[ 2 ] < iridescenceIOR ) phi23[ 2 ] = PI;
		float OPD = 2.0 * iridescenceIOR * thinFilmThickness * cosTheta2;
		vec3 phi = vec3( phi21 ) + phi23;
		vec3 R123 = clamp( R12 * R23, 1e-5, 0.9999 );
		vec3 r123 = sqrt( R123 );
		vec3 Rs = pow2( T121 ) * R23 / ( vec3( 1.0 ) - R123 );
		vec3 C0 = R12 + Rs;
		I = C0;
		vec3 Cm = Rs - T121;
		for ( int m = 1; m <= 2; ++ m ) {
			Cm *= r123;
			vec3 Sm = 2.0 * evalSensitivity( float( m ) * OPD, float( m ) * phi );
			I += Cm * Sm;
		}
		return max( I, vec3( 0.0 ) );
	}
#endif`,Lb=`#ifdef USE_BUMPMAP
	uniform sampler2D bumpMap;
	uniform float bumpScale;
	vec2 dHdxy_fwd() {
		vec2 dSTdx = dFdx( vBumpMapUv );
		vec2 dSTdy = dFdy( vBumpMapUv );
		float Hll = bumpScale * texture2D( bumpMap, vBumpMapUv ).x;
		float dBx = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdx ).x - Hll;
		float dBy = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdy ).x - Hll;
		return vec2( dBx, dBy );
	}
	vec3 perturbNormalArb( vec3 surf_pos, vec3 surf_norm, vec2 dHdxy, float faceDirection ) {
		vec3 vSigmaX = normalize( dFdx( surf_pos.xyz ) );
		vec3 vSigmaY = normalize( dFdy( surf_pos.xyz ) );
		vec3 vN = surf_norm;
		vec3 R1 = cross( vSigmaY, vN );
		vec3 R2 = cross( vN, vSigmaX );
		float fDet = dot( vSigmaX, R1 ) * faceDirection;
		vec3 vGrad = sign( fDet ) * ( dHdxy.x * R1 + dHdxy.y * R2 );
		return normalize( abs( fDet ) * surf_norm - vGrad );
	}
#endif`,Ib=`#if NUM_CLIPPING_PLANES > 0
	vec4 plane;
	#ifdef ALPHA_TO_COVERAGE
		float distanceToPlane, distanceGradient;
		float clipOpacity = 1.0;
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
			distanceGradient = fwidth( distanceToPlane ) / 2.0;
			clipOpacity *= smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			if ( clipOpacity == 0.0 ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			float unionClipOpacity = 1.0;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
				distanceGradient = fwidth( distanceToPlane ) / 2.0;
				unionClipOpacity *= 1.0 - smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			}
			#pragma unroll_loop_end
			clipOpacity *= 1.0 - unionClipOpacity;
		#endif
		diffuseColor.a *= clipOpacity;
		if ( diffuseColor.a == 0.0 ) discard;
	#else
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			if ( dot( vClipPosition, plane.xyz ) > plane.w ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			bool clipped = true;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				clipped = ( dot( vClipPosition, plane.xyz ) > plane.w ) && clipped;
			}
			#pragma unroll_loop_end
			if ( clipped ) discard;
		#endif
	#endif
#endif`,Db=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
	uniform vec4 clippingPlanes[ NUM_CLIPPING_PLANES ];
#endif`,Nb=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
#endif`,kb=`#if NUM_CLIPPING_PLANES > 0
	vClipPosition = - mvPosition.xyz;
#endif`,Ob=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	diffuseColor *= vColor;
#endif`,Fb=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	varying vec4 vColor;
#endif`,Ub=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	varying vec4 vColor;
#endif`,Bb=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	vColor = vec4( 1.0 );
#endif
#ifdef USE_COLOR_ALPHA
	vColor *= color;
#elif defined( USE_COLOR )
	vColor.rgb *= color;
#endif
#ifdef USE_INSTANCING_COLOR
	vColor.rgb *= instanceColor.rgb;
#endif
#ifdef USE_BATCHING_COLOR
	vColor *= getBatchingColor( getIndirectIndex( gl_DrawID ) );
#endif`,zb=`#define PI 3.141592653589793
#define PI2 6.283185307179586
#define PI_HALF 1.5707963267948966
#define RECIPROCAL_PI 0.3183098861837907
#define RECIPROCAL_PI2 0.15915494309189535
#define EPSILON 1e-6
#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
#define whiteComplement( a ) ( 1.0 - saturate( a ) )
float pow2( const in float x ) { return x*x; }
vec3 pow2( const in vec3 x ) { return x*x; }
float pow3( const in float x ) { return x*x*x; }
float pow4( const in float x ) { float x2 = x*x; return x2*x2; }
float max3( const in vec3 v ) { return max( max( v.x, v.y ), v.z ); }
float average( const in vec3 v ) { return dot( v, vec3( 0.3333333 ) ); }
highp float rand( const in vec2 uv ) {
	const highp float a = 12.9898, b = 78.233, c = 43758.5453;
	highp float dt = dot( uv.xy, vec2( a,b ) ), sn = mod( dt, PI );
	return fract( sin( sn ) * c );
}
#ifdef HIGH_PRECISION
	float precisionSafeLength( vec3 v ) { return length( v ); }
#else
	float precisionSafeLength( vec3 v ) {
		float maxComponent = max3( abs( v ) );
		return length( v / maxComponent ) * maxComponent;
	}
#endif
struct IncidentLight {
	vec3 color;
	vec3 direction;
	bool visible;
};
struct ReflectedLight {
	vec3 directDiffuse;
	vec3 directSpecular;
	vec3 indirectDiffuse;
	vec3 indirectSpecular;
};
#ifdef USE_ALPHAHASH
	varying vec3 vPosition;
#endif
vec3 transformDirection( in vec3 dir, in mat4 matrix ) {
	return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );
}
#define inverseTransformDirection transformDirectionByInverseViewMatrix
vec3 transformNormalByInverseViewMatrix( in vec3 normal, in mat4 viewMatrix ) {
	return normalize( ( vec4( normal, 0.0 ) * viewMatrix ).xyz );
}
vec3 transformDirectionByInverseViewMatrix( in vec3 dir, in mat4 viewMatrix ) {
	return normalize( ( vec4( dir, 0.0 ) * viewMatrix ).xyz );
}
bool isPerspectiveMatrix( mat4 m ) {
	return m[ 2 ][ 3 ] == - 1.0;
}
vec2 equirectUv( in vec3 dir ) {
	float u = atan( dir.z, dir.x ) * RECIPROCAL_PI2 + 0.5;
	float v = asin( clamp( dir.y, - 1.0, 1.0 ) ) * RECIPROCAL_PI + 0.5;
	return vec2( u, v );
}
vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
	return RECIPROCAL_PI * diffuseColor;
}
vec3 F_Schlick( const in vec3 f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
}
float F_Schlick( const in float f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
} // validated`,Hb=`vec3 transformedNormal = objectNormal;
#ifdef USE_TANGENT
	vec3 transformedTangent = objectTangent;
#endif
#ifdef USE_BATCHING
	mat3 bm = mat3( batchingMatrix );
	transformedNormal /= vec3( dot( bm[ 0 ], bm[ 0 ] ), dot( bm[ 1 ], bm[ 1 ] ), dot( bm[ 2 ], bm[ 2 ] ) );
	transformedNormal = bm * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = bm * transformedTangent;
	#endif
#endif
#ifdef USE_INSTANCING
	mat3 im = mat3( instanceMatrix );
	transformedNormal /= vec3( dot( im[ 0 ], im[ 0 ] ), dot( im[ 1 ], im[ 1 ] ), dot( im[ 2 ], im[ 2 ] ) );
	transformedNormal = im * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = im * transformedTangent;
	#endif
#endif
transformedNormal = normalMatrix * transformedNormal;
#ifdef FLIP_SIDED
	transformedNormal = - transformedNormal;
#endif
#ifdef USE_TANGENT
	transformedTangent = ( modelViewMatrix * vec4( transformedTangent, 0.0 ) ).xyz;
#endif`,Vb=`#ifdef USE_DISPLACEMENTMAP
	uniform sampler2D displacementMap;
	uniform float displacementScale;
	uniform float displacementBias;
#endif`,Gb=`#ifdef USE_DISPLACEMENTMAP
	transformed += normalize( objectNormal ) * ( texture2D( displacementMap, vDisplacementMapUv ).x * displacementScale + displacementBias );
#endif`,Wb=`#ifdef USE_EMISSIVEMAP
	vec4 emissiveColor = texture2D( emissiveMap, vEmissiveMapUv );
	#ifdef DECODE_VIDEO_TEXTURE_EMISSIVE
		emissiveColor = sRGBTransferEOTF( emissiveColor );
	#endif
	totalEmissiveRadiance *= emissiveColor.rgb;
#endif`,$b=`#ifdef USE_EMISSIVEMAP
	uniform sampler2D emissiveMap;
#endif`,Xb="gl_FragColor = linearToOutputTexel( gl_FragColor );",qb=`vec4 LinearTransferOETF( in vec4 value ) {
	return value;
}
vec4 sRGBTransferEOTF( in vec4 value ) {
	return vec4( mix( pow( value.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), value.rgb * 0.0773993808, vec3( lessThanEqual( value.rgb, vec3( 0.04045 ) ) ) ), value.a );
}
vec4 sRGBTransferOETF( in vec4 value ) {
	return vec4( mix( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - vec3( 0.055 ), value.rgb * 12.92, vec3( lessThanEqual( value.rgb, vec3( 0.0031308 ) ) ) ), value.a );
}`,Yb=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vec3 cameraToFrag;
		if ( isOrthographic ) {
			cameraToFrag = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToFrag = normalize( vWorldPosition - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vec3 reflectVec = reflect( cameraToFrag, worldNormal );
		#else
			vec3 reflectVec = refract( cameraToFrag, worldNormal, refractionRatio );
		#endif
	#else
		vec3 reflectVec = vReflect;
	#endif
	#ifdef ENVMAP_TYPE_CUBE
		vec4 envColor = textureCube( envMap, envMapRotation * reflectVec );
		#ifdef ENVMAP_BLENDING_MULTIPLY
			outgoingLight = mix( outgoingLight, outgoingLight * envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_MIX )
			outgoingLight = mix( outgoingLight, envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_ADD )
			outgoingLight += envColor.xyz * specularStrength * reflectivity;
		#endif
	#endif
#endif`,Kb=`#ifdef USE_ENVMAP
	uniform float envMapIntensity;
	uniform mat3 envMapRotation;
	uniform samplerCube envMap;
	#ifdef ENVMAP_TYPE_PMREM
		float roughnessToMip( const in float roughness ) {
			float r = clamp( roughness, 0.0, 1.0 );
			return ENVMAP_MAX_LOD * r * ( 2.0 - r );
		}
	#endif
#endif`,jb=`#ifdef USE_ENVMAP
	uniform float reflectivity;
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		varying vec3 vWorldPosition;
		uniform float refractionRatio;
	#else
		varying vec3 vReflect;
	#endif
#endif`,Zb=`#ifdef USE_ENVMAP
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		
		varying vec3 vWorldPosition;
	#else
		varying vec3 vReflect;
		uniform float refractionRatio;
	#endif
#endif`,Jb=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vWorldPosition = worldPosition.xyz;
	#else
		vec3 cameraToVertex;
		if ( isOrthographic ) {
			cameraToVertex = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToVertex = normalize( worldPosition.xyz - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vReflect = reflect( cameraToVertex, worldNormal );
		#else
			vReflect = refract( cameraToVertex, worldNormal, refractionRatio );
		#endif
	#endif
#endif`,Qb=`#ifdef USE_FOG
	vFogDepth = - mvPosition.z;
#endif`,e_=`#ifdef USE_FOG
	varying float vFogDepth;
#endif`,t_=`#ifdef USE_FOG
	#ifdef FOG_EXP2
		float fogFactor = 1.0 - exp( - fogDensity * fogDensity * vFogDepth * vFogDepth );
	#else
		float fogFactor = smoothstep( fogNear, fogFar, vFogDepth );
	#endif
	gl_FragColor.rgb = mix( gl_FragColor.rgb, fogColor, fogFactor );
#endif`,n_=`#ifdef USE_FOG
	uniform vec3 fogColor;
	varying float vFogDepth;
	#ifdef FOG_EXP2
		uniform float fogDensity;
	#else
		uniform float fogNear;
		uniform float fogFar;
	#endif
#endif`,i_=`#ifdef USE_GRADIENTMAP
	uniform sampler2D gradientMap;
#endif
vec3 getGradientIrradiance( vec3 normal, vec3 lightDirection ) {
	float dotNL = dot( normal, lightDirection );
	vec2 coord = vec2( dotNL * 0.5 + 0.5, 0.0 );
	#ifdef USE_GRADIENTMAP
		return vec3( texture2D( gradientMap, coord ).r );
	#else
		vec2 fw = fwidth( coord ) * 0.5;
		return mix( vec3( 0.7 ), vec3( 1.0 ), smoothstep( 0.7 - fw.x, 0.7 + fw.x, coord.x ) );
	#endif
}`,s_=`#ifdef USE_LIGHTMAP
	uniform sampler2D lightMap;
	uniform float lightMapIntensity;
#endif`,r_=`LambertMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularStrength = specularStrength;`,o_=`varying vec3 vViewPosition;
struct LambertMaterial {
	vec3 diffuseColor;
	float specularStrength;
};
void RE_Direct_Lambert( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Lambert( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Lambert
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Lambert`,a_=`uniform bool receiveShadow;
uniform vec3 ambientLightColor;
#if defined( USE_LIGHT_PROBES )
	uniform vec3 lightProbe[ 9 ];
#endif
vec3 shGetIrradianceAt( in vec3 normal, in vec3 shCoefficients[ 9 ] ) {
	float x = normal.x, y = normal.y, z = normal.z;
	vec3 result = shCoefficients[ 0 ] * 0.886227;
	result += shCoefficients[ 1 ] * 2.0 * 0.511664 * y;
	result += shCoefficients[ 2 ] * 2.0 * 0.511664 * z;
	result += shCoefficients[ 3 ] * 2.0 * 0.511664 * x;
	result += shCoefficients[ 4 ] * 2.0 * 0.429043 * x * y;
	result += shCoefficients[ 5 ] * 2.0 * 0.429043 * y * z;
	result += shCoefficients[ 6 ] * ( 0.743125 * z * z - 0.247708 );
	result += shCoefficients[ 7 ] * 2.0 * 0.429043 * x * z;
	result += shCoefficients[ 8 ] * 0.429043 * ( x * x - y * y );
	return result;
}
vec3 getLightProbeIrradiance( const in vec3 lightProbe[ 9 ], const in vec3 normal ) {
	vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec3 irradiance = shGetIrradianceAt( worldNormal, lightProbe );
	return irradiance;
}
vec3 getAmbientLightIrradiance( const in vec3 ambientLightColor ) {
	vec3 irradiance = ambientLightColor;
	return irradiance;
}
float getDistanceAttenuation( const in float lightDistance, const in float cutoffDistance, const in float decayExponent ) {
	float distanceFalloff = 1.0 / max( pow( lightDistance, decayExponent ), 0.01 );
	if ( cutoffDistance > 0.0 ) {
		distanceFalloff *= pow2( saturate( 1.0 - pow4( lightDistance / cutoffDistance ) ) );
	}
	return distanceFalloff;
}
float getSpotAttenuation( const in float coneCosine, const in float penumbraCosine, const in float angleCosine ) {
	return smoothstep( coneCosine, penumbraCosine, angleCosine );
}
#if NUM_SUN_LIGHTS > 0
	struct SunLight {
		vec3 direction;
		vec3 color;
	};
	uniform SunLight sunLights[ NUM_SUN_LIGHTS ];
	void getSunLightInfo( const in SunLight sunLight, out IncidentLight light ) {
		light.color = sunLight.color;
		light.direction = sunLight.direction;
		light.visible = true;
	}
#endif
#if NUM_DIR_LIGHTS > 0
	struct DirectionalLight {
		vec3 direction;
		vec3 color;
	};
	uniform DirectionalLight directionalLights[ NUM_DIR_LIGHTS ];
	void getDirectionalLightInfo( const in DirectionalLight directionalLight, out IncidentLight light ) {
		light.color = directionalLight.color;
		light.direction = directionalLight.direction;
		light.visible = true;
	}
#endif
#if NUM_POINT_LIGHTS > 0
	struct PointLight {
		vec3 position;
		vec3 color;
		float distance;
		float decay;
	};
	uniform PointLight pointLights[ NUM_POINT_LIGHTS ];
	void getPointLightInfo( const in PointLight pointLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = pointLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float lightDistance = length( lVector );
		light.color = pointLight.color;
		light.color *= getDistanceAttenuation( lightDistance, pointLight.distance, pointLight.decay );
		light.visible = ( light.color != vec3( 0.0 ) );
	}
#endif
#if NUM_SPOT_LIGHTS > 0
	struct SpotLight {
		vec3 position;
		vec3 direction;
		vec3 color;
		float distance;
		float decay;
		float coneCos;
		float penumbraCos;
	};
	uniform SpotLight spotLights[ NUM_SPOT_LIGHTS ];
	void getSpotLightInfo( const in SpotLight spotLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = spotLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float angleCos = dot( light.direction, spotLight.direction );
		float spotAttenuation = getSpotAttenuation( spotLight.coneCos, spotLight.penumbraCos, angleCos );
		if ( spotAttenuation > 0.0 ) {
			float lightDistance = length( lVector );
			light.color = spotLight.color * spotAttenuation;
			light.color *= getDistanceAttenuation( lightDistance, spotLight.distance, spotLight.decay );
			light.visible = ( light.color != vec3( 0.0 ) );
		} else {
			light.color = vec3( 0.0 );
			light.visible = false;
		}
	}
#endif
#if NUM_RECT_AREA_LIGHTS > 0
	struct RectAreaLight {
		vec3 color;
		vec3 position;
		vec3 halfWidth;
		vec3 halfHeight;
	};
	uniform sampler2D ltc_1;	uniform sampler2D ltc_2;
	uniform RectAreaLight rectAreaLights[ NUM_RECT_AREA_LIGHTS ];
#endif
#if NUM_HEMI_LIGHTS > 0
	struct HemisphereLight {
		vec3 direction;
		vec3 skyColor;
		vec3 groundColor;
	};
	uniform HemisphereLight hemisphereLights[ NUM_HEMI_LIGHTS ];
	vec3 getHemisphereLightIrradiance( const in HemisphereLight hemiLight, const in vec3 normal ) {
		float dotNL = dot( normal, hemiLight.direction );
		float hemiDiffuseWeight = 0.5 * dotNL + 0.5;
		vec3 irradiance = mix( hemiLight.groundColor, hemiLight.skyColor, hemiDiffuseWeight );
		return irradiance;
	}
#endif
#include <lightprobes_pars_fragment>`,l_=`#ifdef USE_ENVMAP
	vec3 getIBLIrradiance( const in vec3 normal ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * worldNormal, ENVMAP_MAX_LOD );
			return PI * envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	vec3 getIBLRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 reflectVec = reflect( - viewDir, normal );
			reflectVec = normalize( mix( reflectVec, normal, pow4( roughness ) ) );
			reflectVec = transformDirectionByInverseViewMatrix( reflectVec, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * reflectVec, roughnessToMip( roughness ) );
			return envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	#ifdef USE_RETROREFLECTION
		vec3 getIBLRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 retroVec = normalize( mix( viewDir, normal, pow4( roughness ) ) );
				retroVec = transformDirectionByInverseViewMatrix( retroVec, viewMatrix );
				vec4 envMapColor = textureLod( envMap, envMapRotation * retroVec, roughnessToMip( roughness ) );
				return envMapColor.rgb * envMapIntensity;
			#else
				return vec3( 0.0 );
			#endif
		}
	#endif
	#ifdef USE_ANISOTROPY
		vec3 getIBLAnisotropyRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 bentNormal = cross( bitangent, viewDir );
				bentNormal = normalize( cross( bentNormal, bitangent ) );
				bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
				return getIBLRadiance( viewDir, bentNormal, roughness );
			#else
				return vec3( 0.0 );
			#endif
		}
		#ifdef USE_RETROREFLECTION
			vec3 getIBLAnisotropyRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
				#ifdef ENVMAP_TYPE_PMREM
					vec3 bentNormal = cross( bitangent, viewDir );
					bentNormal = normalize( cross( bentNormal, bitangent ) );
					bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
					return getIBLRetroRadiance( viewDir, bentNormal, roughness );
				#else
					return vec3( 0.0 );
				#endif
			}
		#endif
	#endif
#endif`,c_=`ToonMaterial material;
material.diffuseColor = diffuseColor.rgb;`,h_=`varying vec3 vViewPosition;
struct ToonMaterial {
	vec3 diffuseColor;
};
void RE_Direct_Toon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 irradiance = getGradientIrradiance( geometryNormal, directLight.direction ) * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Toon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Toon
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Toon`,u_=`BlinnPhongMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularColor = specular;
material.specularShininess = shininess;
material.specularStrength = specularStrength;`,d_=`varying vec3 vViewPosition;
struct BlinnPhongMaterial {
	vec3 diffuseColor;
	vec3 specularColor;
	float specularShininess;
	float specularStrength;
};
void RE_Direct_BlinnPhong( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
	reflectedLight.directSpecular += irradiance * BRDF_BlinnPhong( directLight.direction, geometryViewDir, geometryNormal, material.specularColor, material.specularShininess ) * material.specularStrength;
}
void RE_IndirectDiffuse_BlinnPhong( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_BlinnPhong
#define RE_IndirectDiffuse		RE_IndirectDiffuse_BlinnPhong`,p_=`PhysicalMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.diffuseContribution = diffuseColor.rgb * ( 1.0 - metalnessFactor );
material.metalness = metalnessFactor;
vec3 dxy = max( abs( dFdx( nonPerturbedNormal ) ), abs( dFdy( nonPerturbedNormal ) ) );
float geometryRoughness = max( max( dxy.x, dxy.y ), dxy.z );
material.roughness = max( roughnessFactor, 0.045 );
material.roughness += geometryRoughness;
material.roughness = min( material.roughness, 1.0 );
#ifdef USE_DIFFUSE_ROUGHNESS
	float diffuseRoughnessFactor = diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		diffuseRoughnessFactor *= texture2D( diffuseRoughnessMap, vDiffuseRoughnessMapUv ).r;
	#endif
	material.diffuseRoughness = saturate( diffuseRoughnessFactor );
#endif
#ifdef IOR
	material.ior = ior;
	#ifdef USE_SPECULAR
		float specularIntensityFactor = specularIntensity;
		vec3 specularColorFactor = specularColor;
		#ifdef USE_SPECULAR_COLORMAP
			specularColorFactor *= texture2D( specularColorMap, vSpecularColorMapUv ).rgb;
		#endif
		#ifdef USE_SPECULAR_INTENSITYMAP
			specularIntensityFactor *= texture2D( specularIntensityMap, vSpecularIntensityMapUv ).a;
		#endif
		material.specularF90 = mix( specularIntensityFactor, 1.0, metalnessFactor );
	#else
		float specularIntensityFactor = 1.0;
		vec3 specularColorFactor = vec3( 1.0 );
		material.specularF90 = 1.0;
	#endif
	material.specularColor = min( pow2( ( material.ior - 1.0 ) / ( material.ior + 1.0 ) ) * specularColorFactor, vec3( 1.0 ) ) * specularIntensityFactor;
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
#else
	material.specularColor = vec3( 0.04 );
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
	material.specularF90 = 1.0;
#endif
#ifdef USE_CLEARCOAT
	material.clearcoat = clearcoat;
	material.clearcoatRoughness = clearcoatRoughness;
	material.clearcoatF0 = vec3( 0.04 );
	material.clearcoatF90 = 1.0;
	#ifdef USE_CLEARCOATMAP
		material.clearcoat *= texture2D( clearcoatMap, vClearcoatMapUv ).x;
	#endif
	#ifdef USE_CLEARCOAT_ROUGHNESSMAP
		material.clearcoatRoughness *= texture2D( clearcoatRoughnessMap, vClearcoatRoughnessMapUv ).y;
	#endif
	material.clearcoat = saturate( material.clearcoat );	material.clearcoatRoughness = max( material.clearcoatRoughness, 0.045 );
	material.clearcoatRoughness += geometryRoughness;
	material.clearcoatRoughness = min( material.clearcoatRoughness, 1.0 );
#endif
#ifdef USE_DISPERSION
	material.dispersion = dispersion;
#endif
#ifdef USE_RETROREFLECTION
	material.retroreflectivity = retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	material.iridescence = iridescence;
	material.iridescenceIOR = iridescenceIOR;
	#ifdef USE_IRIDESCENCEMAP
		material.iridescence *= texture2D( iridescenceMap, vIridescenceMapUv ).r;
	#endif
	#ifdef USE_IRIDESCENCE_THICKNESSMAP
		material.iridescenceThickness = (iridescenceThicknessMaximum - iridescenceThicknessMinimum) * texture2D( iridescenceThicknessMap, vIridescenceThicknessMapUv ).g + iridescenceThicknessMinimum;
	#else
		material.iridescenceThickness = iridescenceThicknessMaximum;
	#endif
#endif
#ifdef USE_SHEEN
	material.sheenColor = sheenColor;
	#ifdef USE_SHEEN_COLORMAP
		material.sheenColor *= texture2D( sheenColorMap, vSheenColorMapUv ).rgb;
	#endif
	material.sheenRoughness = clamp( sheenRoughness, 0.0001, 1.0 );
	#ifdef USE_SHEEN_ROUGHNESSMAP
		material.sheenRoughness *= texture2D( sheenRoughnessMap, vSheenRoughnessMapUv ).a;
	#endif
#endif
#ifdef USE_ANISOTROPY
	#ifdef USE_ANISOTROPYMAP
		mat2 anisotropyMat = mat2( anisotropyVector.x, anisotropyVector.y, - anisotropyVector.y, anisotropyVector.x );
		vec3 anisotropyPolar = texture2D( anisotropyMap, vAnisotropyMapUv ).rgb;
		vec2 anisotropyV = anisotropyMat * normalize( 2.0 * anisotropyPolar.rg - vec2( 1.0 ) ) * anisotropyPolar.b;
	#else
		vec2 anisotropyV = anisotropyVector;
	#endif
	material.anisotropy = length( anisotropyV );
	if( material.anisotropy == 0.0 ) {
		anisotropyV = vec2( 1.0, 0.0 );
	} else {
		anisotropyV /= material.anisotropy;
		material.anisotropy = saturate( material.anisotropy );
	}
	material.alphaT = mix( pow2( material.roughness ), 1.0, pow2( material.anisotropy ) );
	material.anisotropyT = tbn[ 0 ] * anisotropyV.x + tbn[ 1 ] * anisotropyV.y;
	material.anisotropyB = tbn[ 1 ] * anisotropyV.x - tbn[ 0 ] * anisotropyV.y;
#endif`,f_=`uniform sampler2D dfgLUT;
struct PhysicalMaterial {
	vec3 diffuseColor;
	vec3 diffuseContribution;
	vec3 specularColor;
	vec3 specularColorBlended;
	float roughness;
	float metalness;
	float specularF90;
	float dispersion;
	vec2 dfg;
	vec3 multiScatteringCompensation;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float diffuseRoughness;
	#endif
	#ifdef USE_RETROREFLECTION
		float retroreflectivity;
	#endif
	#ifdef USE_CLEARCOAT
		float clearcoat;
		float clearcoatRoughness;
		vec3 clearcoatF0;
		float clearcoatF90;
	#endif
	#ifdef USE_IRIDESCENCE
		float iridescence;
		float iridescenceIOR;
		float iridescenceThickness;
		vec3 iridescenceFresnel;
		vec3 iridescenceF0Dielectric;
		vec3 iridescenceF0Metallic;
	#endif
	#ifdef USE_SHEEN
		vec3 sheenColor;
		float sheenRoughness;
	#endif
	#ifdef IOR
		float ior;
	#endif
	#ifdef USE_TRANSMISSION
		float transmission;
		float transmissionAlpha;
		float thickness;
		float attenuationDistance;
		vec3 attenuationColor;
	#endif
	#ifdef USE_ANISOTROPY
		float anisotropy;
		float alphaT;
		vec3 anisotropyT;
		vec3 anisotropyB;
	#endif
};
vec3 clearcoatSpecularDirect = vec3( 0.0 );
vec3 clearcoatSpecularIndirect = vec3( 0.0 );
vec3 sheenSpecularDirect = vec3( 0.0 );
vec3 sheenSpecularIndirect = vec3(0.0 );
vec3 Schlick_to_F0( const in vec3 f, const in float f90, const in float dotVH ) {
    float x = clamp( 1.0 - dotVH, 0.0, 1.0 );
    float x2 = x * x;
    float x5 = clamp( x * x2 * x2, 0.0, 0.9999 );
    return ( f - vec3( f90 ) * x5 ) / ( 1.0 - x5 );
}
#ifdef USE_DIFFUSE_ROUGHNESS
	const float EON_EPSILON = 1e-7;
	float FON_DirectionalAlbedo( const in float mu, const in float roughness, const in float A ) {
		float muComp = 1.0 - mu;
		float gOverPi = muComp * ( 0.0571085289 + muComp * ( 0.491881867 + muComp * ( - 0.332181442 + muComp * 0.0714429953 ) ) );
		return A * ( 1.0 + roughness * gOverPi );
	}
	vec3 BRDF_EON( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 diffuseColor, const in float roughness ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return BRDF_Lambert( rho );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float s = dot( lightDir, viewDir ) - dotNL * dotNV;
		float sOverT = ( s > 0.0 ) ? s / max( max( dotNL, dotNV ), EON_EPSILON ) : s;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		vec3 singleScatter = rho * RECIPROCAL_PI * A * ( 1.0 + roughness * sOverT );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		float albedoV = FON_DirectionalAlbedo( dotNV, roughness, A );
		float albedoL = FON_DirectionalAlbedo( dotNL, roughness, A );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		vec3 multiScatter = rhoMultiScatter * RECIPROCAL_PI
			* max( EON_EPSILON, 1.0 - albedoV )
			* max( EON_EPSILON, 1.0 - albedoL )
			/ max( EON_EPSILON, 1.0 - averageAlbedo );
		return singleScatter + multiScatter;
	}
	vec3 EON_DirectionalAlbedo( const in vec3 diffuseColor, const in float roughness, const in float dotNV ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return rho;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		float directionalAlbedo = FON_DirectionalAlbedo( dotNV, roughness, A );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		return rho * directionalAlbedo + rhoMultiScatter * ( 1.0 - directionalAlbedo );
	}
#endif
float V_GGX_SmithCorrelated( const in float alpha, const in float dotNL, const in float dotNV ) {
	float a2 = pow2( alpha );
	float gv = dotNL * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNV ) );
	float gl = dotNV * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNL ) );
	return 0.5 / max( gv + gl, EPSILON );
}
float D_GGX( const in float alpha, const in float dotNH ) {
	float a2 = pow2( alpha );
	float denom = pow2( dotNH ) * ( a2 - 1.0 ) + 1.0;
	return RECIPROCAL_PI * a2 / pow2( denom );
}
#ifdef USE_ANISOTROPY
	float V_GGX_SmithCorrelated_Anisotropic( const in float alphaT, const in float alphaB, const in float dotTV, const in float dotBV, const in float dotTL, const in float dotBL, const in float dotNV, const in float dotNL ) {
		float gv = dotNL * length( vec3( alphaT * dotTV, alphaB * dotBV, dotNV ) );
		float gl = dotNV * length( vec3( alphaT * dotTL, alphaB * dotBL, dotNL ) );
		return 0.5 / max( gv + gl, EPSILON );
	}
	float D_GGX_Anisotropic( const in float alphaT, const in float alphaB, const in float dotNH, const in float dotTH, const in float dotBH ) {
		float a2 = alphaT * alphaB;
		highp vec3 v = vec3( alphaB * dotTH, alphaT * dotBH, a2 * dotNH );
		highp float v2 = dot( v, v );
		float w2 = a2 / v2;
		return RECIPROCAL_PI * a2 * pow2 ( w2 );
	}
#endif
#ifdef USE_CLEARCOAT
	vec3 BRDF_GGX_Clearcoat( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material) {
		vec3 f0 = material.clearcoatF0;
		float f90 = material.clearcoatF90;
		float roughness = max( material.clearcoatRoughness, 0.045 );
		float alpha = pow2( roughness );
		vec3 halfDir = normalize( lightDir + viewDir );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float dotNH = saturate( dot( normal, halfDir ) );
		float dotVH = saturate( dot( viewDir, halfDir ) );
		vec3 F = F_Schlick( f0, f90, dotVH );
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
		return F * ( V * D );
	}
#endif
vec3 BRDF_GGX( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material ) {
	vec3 f0 = material.specularColorBlended;
	float f90 = material.specularF90;
	float roughness = max( material.roughness, 0.045 );
	float alpha = pow2( roughness );
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( f0, f90, dotVH );
	#ifdef USE_IRIDESCENCE
		F = mix( F, material.iridescenceFresnel, material.iridescence );
	#endif
	#ifdef USE_ANISOTROPY
		float dotTL = dot( material.anisotropyT, lightDir );
		float dotTV = dot( material.anisotropyT, viewDir );
		float dotTH = dot( material.anisotropyT, halfDir );
		float dotBL = dot( material.anisotropyB, lightDir );
		float dotBV = dot( material.anisotropyB, viewDir );
		float dotBH = dot( material.anisotropyB, halfDir );
		float alphaT = max( material.alphaT, alpha );
		float V = V_GGX_SmithCorrelated_Anisotropic( alphaT, alpha, dotTV, dotBV, dotTL, dotBL, dotNV, dotNL );
		float D = D_GGX_Anisotropic( alphaT, alpha, dotNH, dotTH, dotBH );
	#else
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
	#endif
	return F * ( V * D );
}
vec2 LTC_Uv( const in vec3 N, const in vec3 V, const in float roughness ) {
	const float LUT_SIZE = 64.0;
	const float LUT_SCALE = ( LUT_SIZE - 1.0 ) / LUT_SIZE;
	const float LUT_BIAS = 0.5 / LUT_SIZE;
	float dotNV = saturate( dot( N, V ) );
	vec2 uv = vec2( roughness, sqrt( 1.0 - dotNV ) );
	uv = uv * LUT_SCALE + LUT_BIAS;
	return uv;
}
float LTC_ClippedSphereFormFactor( const in vec3 f ) {
	float l = length( f );
	return max( ( l * l + f.z ) / ( l + 1.0 ), 0.0 );
}
vec3 LTC_EdgeVectorFormFactor( const in vec3 v1, const in vec3 v2 ) {
	float x = dot( v1, v2 );
	float y = abs( x );
	float a = 0.8543985 + ( 0.4965155 + 0.0145206 * y ) * y;
	float b = 3.4175940 + ( 4.1616724 + y ) * y;
	float v = a / b;
	float theta_sintheta = ( x > 0.0 ) ? v : 0.5 * inversesqrt( max( 1.0 - x * x, 1e-7 ) ) - v;
	return cross( v1, v2 ) * theta_sintheta;
}
vec3 LTC_Evaluate( const in vec3 N, const in vec3 V, const in vec3 P, const in mat3 mInv, const in vec3 rectCoords[ 4 ] ) {
	vec3 v1 = rectCoords[ 1 ] - rectCoords[ 0 ];
	vec3 v2 = rectCoords[ 3 ] - rectCoords[ 0 ];
	vec3 lightNormal = cross( v1, v2 );
	if( dot( lightNormal, P - rectCoords[ 0 ] ) < 0.0 ) return vec3( 0.0 );
	vec3 T1, T2;
	T1 = normalize( V - N * dot( V, N ) );
	T2 = - cross( N, T1 );
	mat3 mat = mInv * transpose( mat3( T1, T2, N ) );
	vec3 coords[ 4 ];
	coords[ 0 ] = mat * ( rectCoords[ 0 ] - P );
	coords[ 1 ] = mat * ( rectCoords[ 1 ] - P );
	coords[ 2 ] = mat * ( rectCoords[ 2 ] - P );
	coords[ 3 ] = mat * ( rectCoords[ 3 ] - P );
	coords[ 0 ] = normalize( coords[ 0 ] );
	coords[ 1 ] = normalize( coords[ 1 ] );
	coords[ 2 ] = normalize( coords[ 2 ] );
	coords[ 3 ] = normalize( coords[ 3 ] );
	vec3 vectorFormFactor = vec3( 0.0 );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 0 ], coords[ 1 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 1 ], coords[ 2 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 2 ], coords[ 3 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 3 ], coords[ 0 ] );
	float result = LTC_ClippedSphereFormFactor( vectorFormFactor );
	return vec3( result );
}
#if defined( USE_SHEEN )
float D_Charlie( float roughness, float dotNH ) {
	float alpha = pow2( roughness );
	float invAlpha = 1.0 / alpha;
	float cos2h = dotNH * dotNH;
	float sin2h = max( 1.0 - cos2h, 0.0078125 );
	return ( 2.0 + invAlpha ) * pow( sin2h, invAlpha * 0.5 ) / ( 2.0 * PI );
}
float V_Neubelt( float dotNV, float dotNL ) {
	return saturate( 1.0 / ( 4.0 * ( dotNL + dotNV - dotNL * dotNV ) ) );
}
vec3 BRDF_Sheen( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, vec3 sheenColor, const in float sheenRoughness ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float D = D_Charlie( sheenRoughness, dotNH );
	float V = V_Neubelt( dotNV, dotNL );
	return sheenColor * ( D * V );
}
#endif
float IBLSheenBRDF( const in vec3 normal, const in vec3 viewDir, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	float r2 = roughness * roughness;
	float rInv = 1.0 / ( roughness + 0.1 );
	float a = -1.9362 + 1.0678 * roughness + 0.4573 * r2 - 0.8469 * rInv;
	float b = -0.6014 + 0.5538 * roughness - 0.4670 * r2 - 0.1255 * rInv;
	float DG = exp( a * dotNV + b );
	return saturate( DG );
}
vec3 EnvironmentBRDF( const in vec3 normal, const in vec3 viewDir, const in vec3 specularColor, const in float specularF90, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	vec2 fab = texture2D( dfgLUT, vec2( roughness, dotNV ) ).rg;
	return specularColor * fab.x + specularF90 * fab.y;
}
#ifdef USE_IRIDESCENCE
void computeMultiscatteringIridescence( const in vec2 fab, const in vec3 specularColor, const in float specularF90, const in float iridescence, const in vec3 iridescenceF0, inout vec3 singleScatter, inout vec3 multiScatter ) {
#else
void computeMultiscattering( const in vec2 fab, const in vec3 specularColor, const in float specularF90, inout vec3 singleScatter, inout vec3 multiScatter ) {
#endif
	#ifdef USE_IRIDESCENCE
		vec3 Fr = mix( specularColor, iridescenceF0, iridescence );
	#else
		vec3 Fr = specularColor;
	#endif
	vec3 FssEss = Fr * fab.x + specularF90 * fab.y;
	float Ess = fab.x + fab.y;
	float Ems = 1.0 - Ess;
	vec3 Favg = Fr + ( 1.0 - Fr ) * 0.047619;	vec3 Fms = FssEss * Favg / ( 1.0 - Ems * Favg );
	singleScatter += FssEss;
	multiScatter += Fms * Ems;
}
#if NUM_RECT_AREA_LIGHTS > 0
	void RE_Direct_RectArea_Physical( const in RectAreaLight rectAreaLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
		vec3 normal = geometryNormal;
		vec3 viewDir = geometryViewDir;
		vec3 position = geometryPosition;
		vec3 lightPos = rectAreaLight.position;
		vec3 halfWidth = rectAreaLight.halfWidth;
		vec3 halfHeight = rectAreaLight.halfHeight;
		vec3 lightColor = rectAreaLight.color;
		float roughness = material.roughness;
		vec3 rectCoords[ 4 ];
		rectCoords[ 0 ] = lightPos + halfWidth - halfHeight;		rectCoords[ 1 ] = lightPos - halfWidth - halfHeight;
		rectCoords[ 2 ] = lightPos - halfWidth + halfHeight;
		rectCoords[ 3 ] = lightPos + halfWidth + halfHeight;
		vec2 uv = LTC_Uv( normal, viewDir, roughness );
		vec4 t1 = texture2D( ltc_1, uv );
		vec4 t2 = texture2D( ltc_2, uv );
		mat3 mInv = mat3(
			vec3( t1.x, 0, t1.y ),
			vec3(    0, 1,    0 ),
			vec3( t1.z, 0, t1.w )
		);
		vec3 fresnel = ( material.specularColorBlended * t2.x + ( material.specularF90 - material.specularColorBlended ) * t2.y );
		reflectedLight.directSpecular += lightColor * fresnel * LTC_Evaluate( normal, viewDir, position, mInv, rectCoords );
		reflectedLight.directDiffuse += lightColor * material.diffuseContribution * LTC_Evaluate( normal, viewDir, position, mat3( 1.0 ), rectCoords );
		#ifdef USE_CLEARCOAT
			vec3 Ncc = geometryClearcoatNormal;
			vec2 uvClearcoat = LTC_Uv( Ncc, viewDir, material.clearcoatRoughness );
			vec4 t1Clearcoat = texture2D( ltc_1, uvClearcoat );
			vec4 t2Clearcoat = texture2D( ltc_2, uvClearcoat );
			mat3 mInvClearcoat = mat3(
				vec3( t1Clearcoat.x, 0, t1Clearcoat.y ),
				vec3(             0, 1,             0 ),
				vec3( t1Clearcoat.z, 0, t1Clearcoat.w )
			);
			vec3 fresnelClearcoat = material.clearcoatF0 * t2Clearcoat.x + ( material.clearcoatF90 - material.clearcoatF0 ) * t2Clearcoat.y;
			clearcoatSpecularDirect += lightColor * fresnelClearcoat * LTC_Evaluate( Ncc, viewDir, position, mInvClearcoat, rectCoords );
		#endif
	}
#endif
void RE_Direct_Physical( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	#ifdef USE_CLEARCOAT
		float dotNLcc = saturate( dot( geometryClearcoatNormal, directLight.direction ) );
		vec3 ccIrradiance = dotNLcc * directLight.color;
		clearcoatSpecularDirect += ccIrradiance * BRDF_GGX_Clearcoat( directLight.direction, geometryViewDir, geometryClearcoatNormal, material );
	#endif
	#ifdef USE_SHEEN
 
 		sheenSpecularDirect += irradiance * BRDF_Sheen( directLight.direction, geometryViewDir, geometryNormal, material.sheenColor, material.sheenRoughness );
 
 		float sheenAlbedoV = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
 		float sheenAlbedoL = IBLSheenBRDF( geometryNormal, directLight.direction, material.sheenRoughness );
 
 		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * max( sheenAlbedoV, sheenAlbedoL );
 
 		irradiance *= sheenEnergyComp;
 
 	#endif
	vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );
	#ifdef USE_RETROREFLECTION
		vec3 retroViewDir = reflect( - geometryViewDir, geometryNormal );
		vec3 retroSpecularBRDF = BRDF_GGX( directLight.direction, retroViewDir, geometryNormal, material );
		specularBRDF = mix( specularBRDF, retroSpecularBRDF, saturate( material.retroreflectivity ) );
	#endif
	reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;
	vec3 halfDir = normalize( directLight.direction + geometryViewDir );
	float dotVH = saturate( dot( geometryViewDir, halfDir ) );
	vec3 F = F_Schlick( material.specularColor, material.specularF90, dotVH );
	#ifdef USE_RETROREFLECTION
		vec3 retroHalfDir = normalize( directLight.direction + retroViewDir );
		float dotRetroVH = saturate( dot( retroViewDir, retroHalfDir ) );
		vec3 retroF = F_Schlick( material.specularColor, material.specularF90, dotRetroVH );
		F = mix( F, retroF, saturate( material.retroreflectivity ) );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		vec3 diffuseBRDF = BRDF_EON( directLight.direction, geometryViewDir, geometryNormal, material.diffuseColor, material.diffuseRoughness ) * ( 1.0 - material.metalness );
	#else
		vec3 diffuseBRDF = BRDF_Lambert( material.diffuseContribution );
	#endif
	reflectedLight.directDiffuse += irradiance * diffuseBRDF * ( 1.0 - F );
}
void RE_IndirectDiffuse_Physical( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 singleScattering = vec3( 0.0 );
	vec3 multiScattering = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScattering, multiScattering );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScattering, multiScattering );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuseAlbedo = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness );
		vec3 diffuse = irradiance * RECIPROCAL_PI * diffuseAlbedo * ( 1.0 - singleScattering - multiScattering );
	#else
		vec3 diffuse = irradiance * BRDF_Lambert( material.diffuseContribution ) * ( 1.0 - singleScattering - multiScattering );
	#endif
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		sheenSpecularIndirect += irradiance * material.sheenColor * sheenAlbedo * RECIPROCAL_PI;
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		diffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectDiffuse += diffuse;
}
void RE_IndirectSpecular_Physical( const in vec3 radiance, const in vec3 irradiance, const in vec3 clearcoatRadiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight) {
	#ifdef USE_CLEARCOAT
		clearcoatSpecularIndirect += clearcoatRadiance * EnvironmentBRDF( geometryClearcoatNormal, geometryViewDir, material.clearcoatF0, material.clearcoatF90, material.clearcoatRoughness );
	#endif
	#ifdef USE_SHEEN
		sheenSpecularIndirect += irradiance * material.sheenColor * IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness ) * RECIPROCAL_PI;
 	#endif
	vec3 singleScatteringDielectric = vec3( 0.0 );
	vec3 multiScatteringDielectric = vec3( 0.0 );
	vec3 singleScatteringMetallic = vec3( 0.0 );
	vec3 multiScatteringMetallic = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscatteringIridescence( material.dfg, material.diffuseColor, material.specularF90, material.iridescence, material.iridescenceF0Metallic, singleScatteringMetallic, multiScatteringMetallic );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscattering( material.dfg, material.diffuseColor, material.specularF90, singleScatteringMetallic, multiScatteringMetallic );
	#endif
	vec3 singleScattering = mix( singleScatteringDielectric, singleScatteringMetallic, material.metalness );
	vec3 multiScattering = mix( multiScatteringDielectric, multiScatteringMetallic, material.metalness );
	vec3 totalScatteringDielectric = singleScatteringDielectric + multiScatteringDielectric;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuse = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness ) * ( 1.0 - totalScatteringDielectric );
	#else
		vec3 diffuse = material.diffuseContribution * ( 1.0 - totalScatteringDielectric );
	#endif
	vec3 cosineWeightedIrradiance = irradiance * RECIPROCAL_PI;
	vec3 indirectSpecular = radiance * singleScattering;
	indirectSpecular += multiScattering * cosineWeightedIrradiance;
	vec3 indirectDiffuse = diffuse * cosineWeightedIrradiance;
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		indirectSpecular *= sheenEnergyComp;
		indirectDiffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectSpecular += indirectSpecular;
	reflectedLight.indirectDiffuse += indirectDiffuse;
}
#define RE_Direct				RE_Direct_Physical
#define RE_Direct_RectArea		RE_Direct_RectArea_Physical
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Physical
#define RE_IndirectSpecular		RE_IndirectSpecular_Physical
float computeSpecularOcclusion( const in float dotNV, const in float ambientOcclusion, const in float roughness ) {
	return saturate( pow( dotNV + ambientOcclusion, exp2( - 16.0 * roughness - 1.0 ) ) - 1.0 + ambientOcclusion );
}`,m_=`
vec3 geometryPosition = - vViewPosition;
vec3 geometryNormal = normal;
vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );
vec3 geometryClearcoatNormal = vec3( 0.0 );
#ifdef USE_CLEARCOAT
	geometryClearcoatNormal = clearcoatNormal;
#endif
#ifdef USE_IRIDESCENCE
	float dotNVi = saturate( dot( normal, geometryViewDir ) );
	if ( material.iridescenceThickness == 0.0 ) {
		material.iridescence = 0.0;
	} else {
		material.iridescence = saturate( material.iridescence );
	}
	if ( material.iridescence > 0.0 ) {
		vec3 iridescenceFresnelDielectric = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.specularColor );
		vec3 iridescenceFresnelMetallic = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.diffuseColor );
		material.iridescenceFresnel = mix( iridescenceFresnelDielectric, iridescenceFresnelMetallic, material.metalness );
		material.iridescenceF0Dielectric = Schlick_to_F0( iridescenceFresnelDielectric, 1.0, dotNVi );
		material.iridescenceF0Metallic = Schlick_to_F0( iridescenceFresnelMetallic, 1.0, dotNVi );
	}
#endif
#ifdef STANDARD
	float dotNVms = saturate( dot( geometryNormal, geometryViewDir ) );
	material.dfg = texture2D( dfgLUT, vec2( material.roughness, dotNVms ) ).rg;
	#if ( NUM_SUN_LIGHTS > 0 || NUM_DIR_LIGHTS > 0 || NUM_POINT_LIGHTS > 0 || NUM_SPOT_LIGHTS > 0 )
		float EssMs = material.dfg.x + material.dfg.y;
		material.multiScatteringCompensation = 1.0 + material.specularColorBlended * ( 1.0 / EssMs - 1.0 );
	#endif
#endif
IncidentLight directLight;
#if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )
	PointLight pointLight;
	#if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
	PointLightShadow pointLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {
		pointLight = pointLights[ i ];
		getPointLightInfo( pointLight, geometryPosition, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS ) && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
		pointLightShadow = pointLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )
	SpotLight spotLight;
	vec4 spotColor;
	vec3 spotLightCoord;
	bool inSpotLightMap;
	#if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {
		spotLight = spotLights[ i ];
		getSpotLightInfo( spotLight, geometryPosition, directLight );
		#if ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#define SPOT_LIGHT_MAP_INDEX UNROLLED_LOOP_INDEX
		#elif ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		#define SPOT_LIGHT_MAP_INDEX NUM_SPOT_LIGHT_MAPS
		#else
		#define SPOT_LIGHT_MAP_INDEX ( UNROLLED_LOOP_INDEX - NUM_SPOT_LIGHT_SHADOWS + NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#endif
		#if ( SPOT_LIGHT_MAP_INDEX < NUM_SPOT_LIGHT_MAPS )
			spotLightCoord = vSpotLightCoord[ i ].xyz / vSpotLightCoord[ i ].w;
			inSpotLightMap = all( lessThan( abs( spotLightCoord * 2. - 1. ), vec3( 1.0 ) ) );
			spotColor = texture2D( spotLightMap[ SPOT_LIGHT_MAP_INDEX ], spotLightCoord.xy );
			directLight.color = inSpotLightMap ? directLight.color * spotColor.rgb : directLight.color;
		#endif
		#undef SPOT_LIGHT_MAP_INDEX
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		spotLightShadow = spotLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SUN_LIGHTS > 0 ) && defined( RE_Direct )
	SunLight sunLight;
	#if defined( USE_SHADOWMAP ) && NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHTS; i ++ ) {
		sunLight = sunLights[ i ];
		getSunLightInfo( sunLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SUN_LIGHT_SHADOWS )
		sunLightShadow = sunLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getSunShadow( sunShadowMap[ i ], sunLightShadow, UNROLLED_LOOP_INDEX ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
	DirectionalLight directionalLight;
	#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {
		directionalLight = directionalLights[ i ];
		getDirectionalLightInfo( directionalLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
		directionalLightShadow = directionalLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )
	RectAreaLight rectAreaLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {
		rectAreaLight = rectAreaLights[ i ];
		RE_Direct_RectArea( rectAreaLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if defined( RE_IndirectDiffuse )
	vec3 iblIrradiance = vec3( 0.0 );
	vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );
	#if defined( USE_LIGHT_PROBES )
		irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
	#endif
	#if ( NUM_HEMI_LIGHTS > 0 )
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {
			irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_LIGHT_PROBE_GRIDS > 0
		vec3 probeWorldPos = ( ( vec4( geometryPosition, 1.0 ) - viewMatrix[ 3 ] ) * viewMatrix ).xyz;
		vec3 probeWorldNormal = transformNormalByInverseViewMatrix( geometryNormal, viewMatrix );
		int probeGrid = - 1;
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( isInsideLightProbeGrid( probeWorldPos, probeWorldNormal, probesMin[ i ], probesMax[ i ], probesResolution[ i ] ) ) probeGrid = UNROLLED_LOOP_INDEX;
		}
		#pragma unroll_loop_end
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( probeGrid == UNROLLED_LOOP_INDEX ) irradiance += getLightProbeGridIrradiance( probesSH[ i ], probesMin[ i ], probesMax[ i ], probesResolution[ i ], probeWorldPos, probeWorldNormal );
		}
		#pragma unroll_loop_end
	#endif
#endif
#if defined( RE_IndirectSpecular )
	vec3 radiance = vec3( 0.0 );
	vec3 clearcoatRadiance = vec3( 0.0 );
#endif`,g_=`#if defined( RE_IndirectDiffuse )
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		vec3 lightMapIrradiance = lightMapTexel.rgb * lightMapIntensity;
		irradiance += lightMapIrradiance;
	#endif
	#if defined( USE_ENVMAP ) && defined( ENVMAP_TYPE_PMREM )
		#if defined( STANDARD ) || defined( LAMBERT ) || defined( PHONG )
			iblIrradiance += getIBLIrradiance( geometryNormal );
		#endif
	#endif
#endif
#if defined( USE_ENVMAP ) && defined( RE_IndirectSpecular )
	#ifdef USE_ANISOTROPY
		vec3 iblRadiance = getIBLAnisotropyRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
	#else
		vec3 iblRadiance = getIBLRadiance( geometryViewDir, geometryNormal, material.roughness );
	#endif
	#ifdef USE_RETROREFLECTION
		#ifdef USE_ANISOTROPY
			vec3 retroIBLRadiance = getIBLAnisotropyRetroRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
		#else
			vec3 retroIBLRadiance = getIBLRetroRadiance( geometryViewDir, geometryNormal, material.roughness );
		#endif
		iblRadiance = mix( iblRadiance, retroIBLRadiance, saturate( material.retroreflectivity ) );
	#endif
	radiance += iblRadiance;
	#ifdef USE_CLEARCOAT
		clearcoatRadiance += getIBLRadiance( geometryViewDir, geometryClearcoatNormal, material.clearcoatRoughness );
	#endif
#endif`,x_=`#if defined( RE_IndirectDiffuse )
	#if defined( LAMBERT ) || defined( PHONG )
		irradiance += iblIrradiance;
	#endif
	RE_IndirectDiffuse( irradiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
#if defined( RE_IndirectSpecular )
	RE_IndirectSpecular( radiance, iblIrradiance, clearcoatRadiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif`,v_=`#if NUM_LIGHT_PROBE_GRIDS > 0
uniform highp sampler3D probesSH[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMin[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMax[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesResolution[ NUM_LIGHT_PROBE_GRIDS ];
bool isInsideLightProbeGrid( vec3 worldPos, vec3 worldNormal, vec3 probesMin, vec3 probesMax, vec3 probesResolution ) {
	vec3 spacing = ( probesMax - probesMin ) / probesResolution;
	vec3 samplePos = worldPos + worldNormal * spacing * 0.5;
	vec3 margin = spacing * 0.01;
	return all( greaterThanEqual( samplePos, probesMin - margin ) ) && all( lessThanEqual( samplePos, probesMax + margin ) );
}
vec3 getLightProbeGridIrradiance( highp sampler3D probesSH, vec3 probesMin, vec3 probesMax, vec3 probesResolution, vec3 worldPos, vec3 worldNormal ) {
	vec3 res = probesResolution;
	vec3 gridRange = probesMax - probesMin;
	vec3 probeSpacing = gridRange / res;
	vec3 samplePos = worldPos + worldNormal * probeSpacing * 0.5;
	vec3 uvw = clamp( ( samplePos - probesMin ) / gridRange, 0.5 / res, 1.0 - 0.5 / res );
	float nz          = res.z;
	float paddedSlices = nz + 2.0;
	float atlasDepth  = 7.0 * paddedSlices;
	float uvZBase     = uvw.z * nz + 1.0;
	vec4 s0 = texture( probesSH, vec3( uvw.xy, ( uvZBase                       ) / atlasDepth ) );
	vec4 s1 = texture( probesSH, vec3( uvw.xy, ( uvZBase +       paddedSlices   ) / atlasDepth ) );
	vec4 s2 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 2.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s3 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 3.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s4 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 4.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s5 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 5.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s6 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 6.0 * paddedSlices   ) / atlasDepth ) );
	vec3 c0 = s0.xyz;
	vec3 c1 = vec3( s0.w, s1.xy );
	vec3 c2 = vec3( s1.zw, s2.x );
	vec3 c3 = s2.yzw;
	vec3 c4 = s3.xyz;
	vec3 c5 = vec3( s3.w, s4.xy );
	vec3 c6 = vec3( s4.zw, s5.x );
	vec3 c7 = s5.yzw;
	vec3 c8 = s6.xyz;
	float x = worldNormal.x, y = worldNormal.y, z = worldNormal.z;
	vec3 result = c0 * 0.886227;
	result += c1 * 2.0 * 0.511664 * y;
	result += c2 * 2.0 * 0.511664 * z;
	result += c3 * 2.0 * 0.511664 * x;
	result += c4 * 2.0 * 0.429043 * x * y;
	result += c5 * 2.0 * 0.429043 * y * z;
	result += c6 * ( 0.743125 * z * z - 0.247708 );
	result += c7 * 2.0 * 0.429043 * x * z;
	result += c8 * 0.429043 * ( x * x - y * y );
	return max( result, vec3( 0.0 ) );
}
#endif`,y_=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	gl_FragDepth = vIsPerspective == 0.0 ? gl_FragCoord.z : log2( vFragDepth ) * logDepthBufFC * 0.5;
#endif`,b_=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	uniform float logDepthBufFC;
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,__=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,w_=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	vFragDepth = 1.0 + gl_Position.w;
	vIsPerspective = float( isPerspectiveMatrix( projectionMatrix ) );
#endif`,M_=`#ifdef USE_MAP
	vec4 sampledDiffuseColor = texture2D( map, vMapUv );
	#ifdef DECODE_VIDEO_TEXTURE
		sampledDiffuseColor = sRGBTransferEOTF( sampledDiffuseColor );
	#endif
	diffuseColor *= sampledDiffuseColor;
#endif`,S_=`#ifdef USE_MAP
	uniform sampler2D map;
#endif`,T_=`#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
	#if defined( USE_POINTS_UV )
		vec2 uv = vUv;
	#else
		vec2 uv = ( uvTransform * vec3( gl_PointCoord.x, 1.0 - gl_PointCoord.y, 1 ) ).xy;
	#endif
#endif
#ifdef USE_MAP
	diffuseColor *= texture2D( map, uv );
#endif
#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, uv ).g;
#endif`,E_=`#if defined( USE_POINTS_UV )
	varying vec2 vUv;
#else
	#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
		uniform mat3 uvTransform;
	#endif
#endif
#ifdef USE_MAP
	uniform sampler2D map;
#endif
#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,A_=`float metalnessFactor = metalness;
#ifdef USE_METALNESSMAP
	vec4 texelMetalness = texture2D( metalnessMap, vMetalnessMapUv );
	metalnessFactor *= texelMetalness.b;
#endif`,C_=`#ifdef USE_METALNESSMAP
	uniform sampler2D metalnessMap;
#endif`,R_=`#ifdef USE_INSTANCING_MORPH
	float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	float morphTargetBaseInfluence = texelFetch( morphTexture, ivec2( 0, gl_InstanceID ), 0 ).r;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		morphTargetInfluences[i] =  texelFetch( morphTexture, ivec2( i + 1, gl_InstanceID ), 0 ).r;
	}
#endif`,P_=`#if defined( USE_MORPHCOLORS )
	#if defined( USE_COLOR_ALPHA )
		vColor *= morphTargetBaseInfluence;
	#elif defined( USE_COLOR )
		vColor.rgb *= morphTargetBaseInfluence;
	#endif
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		#if defined( USE_COLOR_ALPHA )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor += getMorph( gl_VertexID, i, 2 ) * morphTargetInfluences[ i ];
		#elif defined( USE_COLOR )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor.rgb += getMorph( gl_VertexID, i, 2 ).rgb * morphTargetInfluences[ i ];
		#endif
	}
#endif`,L_=`#ifdef USE_MORPHNORMALS
	objectNormal *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) objectNormal += getMorph( gl_VertexID, i, 1 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,I_=`#ifdef USE_MORPHTARGETS
	#ifndef USE_INSTANCING_MORPH
		uniform float morphTargetBaseInfluence;
		uniform float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	#endif
	uniform sampler2DArray morphTargetsTexture;
	uniform ivec2 morphTargetsTextureSize;
	vec4 getMorph( const in int vertexIndex, const in int morphTargetIndex, const in int offset ) {
		int texelIndex = vertexIndex * MORPHTARGETS_TEXTURE_STRIDE + offset;
		int y = texelIndex / morphTargetsTextureSize.x;
		int x = texelIndex - y * morphTargetsTextureSize.x;
		ivec3 morphUV = ivec3( x, y, morphTargetIndex );
		return texelFetch( morphTargetsTexture, morphUV, 0 );
	}
#endif`,D_=`#ifdef USE_MORPHTARGETS
	transformed *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) transformed += getMorph( gl_VertexID, i, 0 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,N_=`float faceDirection = gl_FrontFacing ? 1.0 : - 1.0;
#ifdef FLAT_SHADED
	vec3 fdx = dFdx( vViewPosition );
	vec3 fdy = dFdy( vViewPosition );
	vec3 normal = normalize( cross( fdx, fdy ) );
#else
	vec3 normal = normalize( vNormal );
	#ifdef DOUBLE_SIDED
		normal *= faceDirection;
	#endif
#endif
#if defined( USE_NORMALMAP_TANGENTSPACE ) || defined( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY )
	#ifdef USE_TANGENT
		mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn = getTangentFrame( - vViewPosition, normal,
		#if defined( USE_NORMALMAP )
			vNormalMapUv
		#elif defined( USE_CLEARCOAT_NORMALMAP )
			vClearcoatNormalMapUv
		#else
			vUv
		#endif
		);
	#endif
	#ifdef DOUBLE_SIDED
		tbn[0] *= faceDirection;
		tbn[1] *= faceDirection;
	#endif
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	#ifdef USE_TANGENT
		mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );
	#endif
	#ifdef DOUBLE_SIDED
		tbn2[0] *= faceDirection;
		tbn2[1] *= faceDirection;
	#endif
#endif
vec3 nonPerturbedNormal = normal;`,k_=`#ifdef USE_NORMALMAP_OBJECTSPACE
	normal = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#ifdef FLIP_SIDED
		normal = - normal;
	#endif
	#ifdef DOUBLE_SIDED
		normal = normal * faceDirection;
	#endif
	normal = normalize( normalMatrix * normal );
#elif defined( USE_NORMALMAP_TANGENTSPACE )
	vec3 mapN = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#if defined( USE_PACKED_NORMALMAP )
		mapN = vec3( mapN.xy, sqrt( saturate( 1.0 - dot( mapN.xy, mapN.xy ) ) ) );
	#endif
	mapN.xy *= normalScale;
	normal = normalize( tbn * mapN );
#elif defined( USE_BUMPMAP )
	normal = perturbNormalArb( - vViewPosition, normal, dHdxy_fwd(), faceDirection );
#endif`,O_=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,F_=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,U_=`#ifndef FLAT_SHADED
	vNormal = normalize( transformedNormal );
	#ifdef USE_TANGENT
		vTangent = normalize( transformedTangent );
		vBitangent = normalize( cross( vNormal, vTangent ) * tangent.w );
		#ifdef FLIP_SIDED
			vBitangent = - vBitangent;
		#endif
	#endif
#endif`,B_=`#ifdef USE_NORMALMAP
	uniform sampler2D normalMap;
	uniform vec2 normalScale;
#endif
#ifdef USE_NORMALMAP_OBJECTSPACE
	uniform mat3 normalMatrix;
#endif
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY ) )
	mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {
		vec3 q0 = dFdx( eye_pos.xyz );
		vec3 q1 = dFdy( eye_pos.xyz );
		vec2 st0 = dFdx( uv.st );
		vec2 st1 = dFdy( uv.st );
		vec3 N = surf_norm;
		vec3 q1perp = cross( q1, N );
		vec3 q0perp = cross( N, q0 );
		vec3 T = q1perp * st0.x + q0perp * st1.x;
		vec3 B = q1perp * st0.y + q0perp * st1.y;
		float det = max( dot( T, T ), dot( B, B ) );
		float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );
		return mat3( T * scale, B * scale, N );
	}
#endif`,z_=`#ifdef USE_CLEARCOAT
	vec3 clearcoatNormal = nonPerturbedNormal;
#endif`,H_=`#ifdef USE_CLEARCOAT_NORMALMAP
	vec3 clearcoatMapN = texture2D( clearcoatNormalMap, vClearcoatNormalMapUv ).xyz * 2.0 - 1.0;
	clearcoatMapN.xy *= clearcoatNormalScale;
	clearcoatNormal = normalize( tbn2 * clearcoatMapN );
#endif`,V_=`#ifdef USE_CLEARCOATMAP
	uniform sampler2D clearcoatMap;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform sampler2D clearcoatNormalMap;
	uniform vec2 clearcoatNormalScale;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform sampler2D clearcoatRoughnessMap;
#endif`,G_=`#ifdef USE_IRIDESCENCEMAP
	uniform sampler2D iridescenceMap;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform sampler2D iridescenceThicknessMap;
#endif`,W_=`#ifdef OPAQUE
diffuseColor.a = 1.0;
#endif
#ifdef USE_TRANSMISSION
diffuseColor.a *= material.transmissionAlpha;
#endif
gl_FragColor = vec4( outgoingLight, diffuseColor.a );`,$_=`vec3 packNormalToRGB( const in vec3 normal ) {
	return normalize( normal ) * 0.5 + 0.5;
}
vec3 unpackRGBToNormal( const in vec3 rgb ) {
	return 2.0 * rgb.xyz - 1.0;
}
const float PackUpscale = 256. / 255.;const float UnpackDownscale = 255. / 256.;const float ShiftRight8 = 1. / 256.;
const float Inv255 = 1. / 255.;
const vec4 PackFactors = vec4( 1.0, 256.0, 256.0 * 256.0, 256.0 * 256.0 * 256.0 );
const vec2 UnpackFactors2 = vec2( UnpackDownscale, 1.0 / PackFactors.g );
const vec3 UnpackFactors3 = vec3( UnpackDownscale / PackFactors.rg, 1.0 / PackFactors.b );
const vec4 UnpackFactors4 = vec4( UnpackDownscale / PackFactors.rgb, 1.0 / PackFactors.a );
vec4 packDepthToRGBA( const in float v ) {
	if( v <= 0.0 )
		return vec4( 0., 0., 0., 0. );
	if( v >= 1.0 )
		return vec4( 1., 1., 1., 1. );
	float vuf;
	float af = modf( v * PackFactors.a, vuf );
	float bf = modf( vuf * ShiftRight8, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec4( vuf * Inv255, gf * PackUpscale, bf * PackUpscale, af );
}
vec3 packDepthToRGB( const in float v ) {
	if( v <= 0.0 )
		return vec3( 0., 0., 0. );
	if( v >= 1.0 )
		return vec3( 1., 1., 1. );
	float vuf;
	float bf = modf( v * PackFactors.b, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec3( vuf * Inv255, gf * PackUpscale, bf );
}
vec2 packDepthToRG( const in float v ) {
	if( v <= 0.0 )
		return vec2( 0., 0. );
	if( v >= 1.0 )
		return vec2( 1., 1. );
	float vuf;
	float gf = modf( v * 256., vuf );
	return vec2( vuf * Inv255, gf );
}
float unpackRGBAToDepth( const in vec4 v ) {
	return dot( v, UnpackFactors4 );
}
float unpackRGBToDepth( const in vec3 v ) {
	return dot( v, UnpackFactors3 );
}
float unpackRGToDepth( const in vec2 v ) {
	return v.r * UnpackFactors2.r + v.g * UnpackFactors2.g;
}
vec4 pack2HalfToRGBA( const in vec2 v ) {
	vec4 r = vec4( v.x, fract( v.x * 255.0 ), v.y, fract( v.y * 255.0 ) );
	return vec4( r.x - r.y / 255.0, r.y, r.z - r.w / 255.0, r.w );
}
vec2 unpackRGBATo2Half( const in vec4 v ) {
	return vec2( v.x + ( v.y / 255.0 ), v.z + ( v.w / 255.0 ) );
}
float viewZToOrthographicDepth( const in float viewZ, const in float near, const in float far ) {
	return ( viewZ + near ) / ( near - far );
}
float orthographicDepthToViewZ( const in float depth, const in float near, const in float far ) {
	#ifdef USE_REVERSED_DEPTH_BUFFER
	
		return depth * ( far - near ) - far;
	#else
		return depth * ( near - far ) - near;
	#endif
}
float viewZToPerspectiveDepth( const in float viewZ, const in float near, const in float far ) {
	return ( ( near + viewZ ) * far ) / ( ( far - near ) * viewZ );
}
float perspectiveDepthToViewZ( const in float depth, const in float near, const in float far ) {
	
	#ifdef USE_REVERSED_DEPTH_BUFFER
		return ( near * far ) / ( ( near - far ) * depth - near );
	#else
		return ( near * far ) / ( ( far - near ) * depth - far );
	#endif
}`,X_=`#ifdef PREMULTIPLIED_ALPHA
	gl_FragColor.rgb *= gl_FragColor.a;
#endif`,q_=`vec4 mvPosition = vec4( transformed, 1.0 );
#ifdef USE_BATCHING
	mvPosition = batchingMatrix * mvPosition;
#endif
#ifdef USE_INSTANCING
	mvPosition = instanceMatrix * mvPosition;
#endif
mvPosition = modelViewMatrix * mvPosition;
gl_Position = projectionMatrix * mvPosition;`,Y_=`#ifdef DITHERING
	gl_FragColor.rgb = dithering( gl_FragColor.rgb );
#endif`,K_=`#ifdef DITHERING
	vec3 dithering( vec3 color ) {
		float grid_position = rand( gl_FragCoord.xy );
		vec3 dither_shift_RGB = vec3( 0.25 / 255.0, -0.25 / 255.0, 0.25 / 255.0 );
		dither_shift_RGB = mix( 2.0 * dither_shift_RGB, -2.0 * dither_shift_RGB, grid_position );
		return color + dither_shift_RGB;
	}
#endif`,j_=`float roughnessFactor = roughness;
#ifdef USE_ROUGHNESSMAP
	vec4 texelRoughness = texture2D( roughnessMap, vRoughnessMapUv );
	roughnessFactor *= texelRoughness.g;
#endif`,Z_=`#ifdef USE_ROUGHNESSMAP
	uniform sampler2D roughnessMap;
#endif`,J_=`#if NUM_SPOT_LIGHT_COORDS > 0
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#if NUM_SPOT_LIGHT_MAPS > 0
	uniform sampler2D spotLightMap[ NUM_SPOT_LIGHT_MAPS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		#define SUN_LIGHT_CASCADES 2
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#else
			uniform sampler2D sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#endif
		uniform mat4 sunShadowMatrix[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		uniform vec4 sunShadowCascade[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
		struct SunLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SunLightShadow sunLightShadows[ NUM_SUN_LIGHT_SHADOWS ];
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#else
			uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#endif
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#else
			uniform sampler2D spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#endif
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform samplerCubeShadow pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#elif defined( SHADOWMAP_TYPE_BASIC )
			uniform samplerCube pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#endif
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float interleavedGradientNoise( vec2 position ) {
			return fract( 52.9829189 * fract( dot( position, vec2( 0.06711056, 0.00583715 ) ) ) );
		}
		vec2 vogelDiskSample( int sampleIndex, int samplesCount, float phi ) {
			const float goldenAngle = 2.399963229728653;
			float r = sqrt( ( float( sampleIndex ) + 0.5 ) / float( samplesCount ) );
			float theta = float( sampleIndex ) * goldenAngle + phi;
			return vec2( cos( theta ), sin( theta ) ) * r;
		}
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float getShadow( sampler2DShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 texelSize = vec2( 1.0 ) / shadowMapSize;
				vec2 radius = shadowRadius * texelSize;
				float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
				shadow = (
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 0, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 1, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 2, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 3, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 4, 5, phi ) * radius, shadowCoord.z ) )
				) * 0.2;
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#elif defined( SHADOWMAP_TYPE_VSM )
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 distribution = texture2D( shadowMap, shadowCoord.xy ).rg;
				float mean = distribution.x;
				float variance = distribution.y * distribution.y;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					float hard_shadow = step( mean, shadowCoord.z );
				#else
					float hard_shadow = step( shadowCoord.z, mean );
				#endif
				
				if ( hard_shadow == 1.0 ) {
					shadow = 1.0;
				} else {
					variance = max( variance, 0.0000001 );
					float d = shadowCoord.z - mean;
					float p_max = variance / ( variance + d * d );
					p_max = clamp( ( p_max - 0.3 ) / 0.65, 0.0, 1.0 );
					shadow = max( hard_shadow, p_max );
				}
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#else
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				float depth = texture2D( shadowMap, shadowCoord.xy ).r;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					shadow = step( depth, shadowCoord.z );
				#else
					shadow = step( shadowCoord.z, depth );
				#endif
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#endif
	#if NUM_SUN_LIGHT_SHADOWS > 0
		float getSunShadow(
			#if defined( SHADOWMAP_TYPE_PCF )
				sampler2DShadow shadowMap,
			#else
				sampler2D shadowMap,
			#endif
			SunLightShadow sunLightShadow,
			int shadowIndex
		) {
			vec4 shadowWorldPosition = vec4( vSunShadowWorldPosition.xyz + vSunShadowWorldNormal * sunLightShadow.shadowNormalBias, 1.0 );
			float viewDepth = vSunShadowWorldPosition.w;
			int cascadeOffset = shadowIndex * SUN_LIGHT_CASCADES;
			float shadow = 1.0;
			for ( int i = SUN_LIGHT_CASCADES - 1; i >= 0; i -- ) {
				vec4 cascade = sunShadowCascade[ cascadeOffset + i ];
				if ( viewDepth >= cascade.x && viewDepth < cascade.y ) {
					float cascadeShadow = getShadow(
						shadowMap,
						sunLightShadow.shadowMapSize,
						sunLightShadow.shadowIntensity,
						sunLightShadow.shadowBias,
						sunLightShadow.shadowRadius,
						sunShadowMatrix[ cascadeOffset + i ] * shadowWorldPosition
					);
					shadow = mix( cascadeShadow, shadow, smoothstep( cascade.z, cascade.y, viewDepth ) );
				}
			}
			return shadow;
		}
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
	#if defined( SHADOWMAP_TYPE_PCF )
	float getPointShadow( samplerCubeShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 bd3D = normalize( lightToPosition );
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float lightDistance = length( lightToPosition );
			float depthRange = shadowCameraFar - shadowCameraNear;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				float depthA = - shadowCameraNear / depthRange - shadowBias;
				float depthB = shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#else
				float depthA = shadowCameraFar / depthRange + shadowBias;
				float depthB = - shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#endif
			float texelSize = shadowRadius / shadowMapSize.x;
			vec3 absDir = abs( bd3D );
			vec3 tangent = absDir.x > absDir.z ? vec3( 0.0, 1.0, 0.0 ) : vec3( 1.0, 0.0, 0.0 );
			tangent = normalize( cross( bd3D, tangent ) );
			vec3 bitangent = cross( bd3D, tangent );
			float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
			shadow = 0.0;
			for ( int i = 0; i < 5; i ++ ) {
				vec2 offset = vogelDiskSample( i, 5, phi );
				vec3 direction = bd3D + ( tangent * offset.x + bitangent * offset.y ) * texelSize;
				vec3 absDirection = abs( direction );
				float dp = depthA + depthB / max( max( absDirection.x, absDirection.y ), absDirection.z );
				shadow += texture( shadowMap, vec4( direction, dp ) );
			}
			shadow *= 0.2;
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#elif defined( SHADOWMAP_TYPE_BASIC )
	float getPointShadow( samplerCube shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float dp = ( shadowCameraFar * ( viewSpaceZ - shadowCameraNear ) ) / ( viewSpaceZ * ( shadowCameraFar - shadowCameraNear ) );
			dp += shadowBias;
			vec3 bd3D = normalize( lightToPosition );
			float depth = textureCube( shadowMap, bd3D ).r;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				depth = 1.0 - depth;
			#endif
			shadow = step( dp, depth );
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#endif
	#endif
#endif`,Q_=`#if NUM_SPOT_LIGHT_COORDS > 0
	uniform mat4 spotLightMatrix[ NUM_SPOT_LIGHT_COORDS ];
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		uniform mat4 directionalShadowMatrix[ NUM_DIR_LIGHT_SHADOWS ];
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		uniform mat4 pointShadowMatrix[ NUM_POINT_LIGHT_SHADOWS ];
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
#endif`,ew=`#if ( defined( USE_SHADOWMAP ) && ( NUM_DIR_LIGHT_SHADOWS > 0 || NUM_SUN_LIGHT_SHADOWS > 0 || NUM_POINT_LIGHT_SHADOWS > 0 ) ) || ( NUM_SPOT_LIGHT_COORDS > 0 )
	#ifdef HAS_NORMAL
		vec3 shadowWorldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
	#else
		vec3 shadowWorldNormal = vec3( 0.0 );
	#endif
	vec4 shadowWorldPosition;
#endif
#if defined( USE_SHADOWMAP )
	#if NUM_SUN_LIGHT_SHADOWS > 0
		vSunShadowWorldPosition = vec4( worldPosition.xyz, - mvPosition.z );
		vSunShadowWorldNormal = shadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * directionalLightShadows[ i ].shadowNormalBias, 0 );
			vDirectionalShadowCoord[ i ] = directionalShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * pointLightShadows[ i ].shadowNormalBias, 0 );
			vPointShadowCoord[ i ] = pointShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
#endif
#if NUM_SPOT_LIGHT_COORDS > 0
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_COORDS; i ++ ) {
		shadowWorldPosition = worldPosition;
		#if ( defined( USE_SHADOWMAP ) && UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
			shadowWorldPosition.xyz += shadowWorldNormal * spotLightShadows[ i ].shadowNormalBias;
		#endif
		vSpotLightCoord[ i ] = spotLightMatrix[ i ] * shadowWorldPosition;
	}
	#pragma unroll_loop_end
#endif`,tw=`float getShadowMask() {
	float shadow = 1.0;
	#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHT_SHADOWS; i ++ ) {
		sunLight = sunLightShadows[ i ];
		shadow *= receiveShadow ? getSunShadow( sunShadowMap[ i ], sunLight, UNROLLED_LOOP_INDEX ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
		directionalLight = directionalLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( directionalShadowMap[ i ], directionalLight.shadowMapSize, directionalLight.shadowIntensity, directionalLight.shadowBias, directionalLight.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_SHADOWS; i ++ ) {
		spotLight = spotLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( spotShadowMap[ i ], spotLight.shadowMapSize, spotLight.shadowIntensity, spotLight.shadowBias, spotLight.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0 && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
	PointLightShadow pointLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
		pointLight = pointLightShadows[ i ];
		shadow *= receiveShadow ? getPointShadow( pointShadowMap[ i ], pointLight.shadowMapSize, pointLight.shadowIntensity, pointLight.shadowBias, pointLight.shadowRadius, vPointShadowCoord[ i ], pointLight.shadowCameraNear, pointLight.shadowCameraFar ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#endif
	return shadow;
}`,nw=`#ifdef USE_SKINNING
	mat4 boneMatX = getBoneMatrix( skinIndex.x );
	mat4 boneMatY = getBoneMatrix( skinIndex.y );
	mat4 boneMatZ = getBoneMatrix( skinIndex.z );
	mat4 boneMatW = getBoneMatrix( skinIndex.w );
#endif`,iw=`#ifdef USE_SKINNING
	uniform mat4 bindMatrix;
	uniform mat4 bindMatrixInverse;
	uniform highp sampler2D boneTexture;
	mat4 getBoneMatrix( const in float i ) {
		int size = textureSize( boneTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( boneTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( boneTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( boneTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( boneTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
#endif`,sw=`#ifdef USE_SKINNING
	vec4 skinVertex = bindMatrix * vec4( transformed, 1.0 );
	vec4 skinned = vec4( 0.0 );
	skinned += boneMatX * skinVertex * skinWeight.x;
	skinned += boneMatY * skinVertex * skinWeight.y;
	skinned += boneMatZ * skinVertex * skinWeight.z;
	skinned += boneMatW * skinVertex * skinWeight.w;
	transformed = ( bindMatrixInverse * skinned ).xyz;
#endif`,rw=`#ifdef USE_SKINNING
	mat4 skinMatrix = mat4( 0.0 );
	skinMatrix += skinWeight.x * boneMatX;
	skinMatrix += skinWeight.y * boneMatY;
	skinMatrix += skinWeight.z * boneMatZ;
	skinMatrix += skinWeight.w * boneMatW;
	skinMatrix = bindMatrixInverse * skinMatrix * bindMatrix;
	objectNormal = vec4( skinMatrix * vec4( objectNormal, 0.0 ) ).xyz;
	#ifdef USE_TANGENT
		objectTangent = vec4( skinMatrix * vec4( objectTangent, 0.0 ) ).xyz;
	#endif
#endif`,ow=`float specularStrength;
#ifdef USE_SPECULARMAP
	vec4 texelSpecular = texture2D( specularMap, vSpecularMapUv );
	specularStrength = texelSpecular.r;
#else
	specularStrength = 1.0;
#endif`,aw=`#ifdef USE_SPECULARMAP
	uniform sampler2D specularMap;
#endif`,lw=`#if defined( TONE_MAPPING )
	gl_FragColor.rgb = toneMapping( gl_FragColor.rgb );
#endif`,cw=`#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
uniform float toneMappingExposure;
vec3 LinearToneMapping( vec3 color ) {
	return saturate( toneMappingExposure * color );
}
vec3 ReinhardToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	return saturate( color / ( vec3( 1.0 ) + color ) );
}
vec3 CineonToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	color = max( vec3( 0.0 ), color - 0.004 );
	return pow( ( color * ( 6.2 * color + 0.5 ) ) / ( color * ( 6.2 * color + 1.7 ) + 0.06 ), vec3( 2.2 ) );
}
vec3 RRTAndODTFit( vec3 v ) {
	vec3 a = v * ( v + 0.0245786 ) - 0.000090537;
	vec3 b = v * ( 0.983729 * v + 0.4329510 ) + 0.238081;
	return a / b;
}
vec3 ACESFilmicToneMapping( vec3 color ) {
	const mat3 ACESInputMat = mat3(
		vec3( 0.59719, 0.07600, 0.02840 ),		vec3( 0.35458, 0.90834, 0.13383 ),
		vec3( 0.04823, 0.01566, 0.83777 )
	);
	const mat3 ACESOutputMat = mat3(
		vec3(  1.60475, -0.10208, -0.00327 ),		vec3( -0.53108,  1.10813, -0.07276 ),
		vec3( -0.07367, -0.00605,  1.07602 )
	);
	color *= toneMappingExposure / 0.6;
	color = ACESInputMat * color;
	color = RRTAndODTFit( color );
	color = ACESOutputMat * color;
	return saturate( color );
}
const mat3 LINEAR_REC2020_TO_LINEAR_SRGB = mat3(
	vec3( 1.6605, - 0.1246, - 0.0182 ),
	vec3( - 0.5876, 1.1329, - 0.1006 ),
	vec3( - 0.0728, - 0.0083, 1.1187 )
);
const mat3 LINEAR_SRGB_TO_LINEAR_REC2020 = mat3(
	vec3( 0.6274, 0.0691, 0.0164 ),
	vec3( 0.3293, 0.9195, 0.0880 ),
	vec3( 0.0433, 0.0113, 0.8956 )
);
vec3 agxDefaultContrastApprox( vec3 x ) {
	vec3 x2 = x * x;
	vec3 x4 = x2 * x2;
	return + 15.5 * x4 * x2
		- 40.14 * x4 * x
		+ 31.96 * x4
		- 6.868 * x2 * x
		+ 0.4298 * x2
		+ 0.1191 * x
		- 0.00232;
}
vec3 AgXToneMapping( vec3 color ) {
	const mat3 AgXInsetMatrix = mat3(
		vec3( 0.856627153315983, 0.137318972929847, 0.11189821299995 ),
		vec3( 0.0951212405381588, 0.761241990602591, 0.0767994186031903 ),
		vec3( 0.0482516061458583, 0.101439036467562, 0.811302368396859 )
	);
	const mat3 AgXOutsetMatrix = mat3(
		vec3( 1.1271005818144368, - 0.1413297634984383, - 0.14132976349843826 ),
		vec3( - 0.11060664309660323, 1.157823702216272, - 0.11060664309660294 ),
		vec3( - 0.016493938717834573, - 0.016493938717834257, 1.2519364065950405 )
	);
	const float AgxMinEv = - 12.47393;	const float AgxMaxEv = 4.026069;
	color *= toneMappingExposure;
	color = LINEAR_SRGB_TO_LINEAR_REC2020 * color;
	color = AgXInsetMatrix * color;
	color = max( color, 1e-10 );	color = log2( color );
	color = ( color - AgxMinEv ) / ( AgxMaxEv - AgxMinEv );
	color = clamp( color, 0.0, 1.0 );
	color = agxDefaultContrastApprox( color );
	color = AgXOutsetMatrix * color;
	color = pow( max( vec3( 0.0 ), color ), vec3( 2.2 ) );
	color = LINEAR_REC2020_TO_LINEAR_SRGB * color;
	color = clamp( color, 0.0, 1.0 );
	return color;
}
vec3 NeutralToneMapping( vec3 color ) {
	const float StartCompression = 0.8 - 0.04;
	const float Desaturation = 0.15;
	color *= toneMappingExposure;
	float x = min( color.r, min( color.g, color.b ) );
	float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
	color -= offset;
	float peak = max( color.r, max( color.g, color.b ) );
	if ( peak < StartCompression ) return color;
	float d = 1. - StartCompression;
	float newPeak = 1. - d * d / ( peak + d - StartCompression );
	color *= newPeak / peak;
	float g = 1. - 1. / ( Desaturation * ( peak - newPeak ) + 1. );
	return mix( color, vec3( newPeak ), g );
}
vec3 CustomToneMapping( vec3 color ) { return color; }`,hw=`#ifdef USE_TRANSMISSION
	material.transmission = transmission;
	material.transmissionAlpha = 1.0;
	material.thickness = thickness;
	material.attenuationDistance = attenuationDistance;
	material.attenuationColor = attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		material.transmission *= texture2D( transmissionMap, vTransmissionMapUv ).r;
	#endif
	#ifdef USE_THICKNESSMAP
		material.thickness *= texture2D( thicknessMap, vThicknessMapUv ).g;
	#endif
	vec3 pos = vWorldPosition;
	vec3 v = normalize( cameraPosition - pos );
	vec3 n = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec4 transmitted = getIBLVolumeRefraction(
		n, v, material.roughness, material.diffuseContribution, material.specularColorBlended, material.specularF90,
		pos, modelMatrix, viewMatrix, projectionMatrix, material.dispersion, material.ior, material.thickness,
		material.attenuationColor, material.attenuationDistance );
	material.transmissionAlpha = mix( material.transmissionAlpha, transmitted.a, material.transmission );
	totalDiffuse = mix( totalDiffuse, transmitted.rgb, material.transmission );
#endif`,uw=`#ifdef USE_TRANSMISSION
	uniform float transmission;
	uniform float thickness;
	uniform float attenuationDistance;
	uniform vec3 attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		uniform sampler2D transmissionMap;
	#endif
	#ifdef USE_THICKNESSMAP
		uniform sampler2D thicknessMap;
	#endif
	uniform vec2 transmissionSamplerSize;
	uniform sampler2D transmissionSamplerMap;
	uniform mat4 modelMatrix;
	uniform mat4 projectionMatrix;
	varying vec3 vWorldPosition;
	float w0( float a ) {
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - a + 3.0 ) - 3.0 ) + 1.0 );
	}
	float w1( float a ) {
		return ( 1.0 / 6.0 ) * ( a *  a * ( 3.0 * a - 6.0 ) + 4.0 );
	}
	float w2( float a ){
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - 3.0 * a + 3.0 ) + 3.0 ) + 1.0 );
	}
	float w3( float a ) {
		return ( 1.0 / 6.0 ) * ( a * a * a );
	}
	float g0( float a ) {
		return w0( a ) + w1( a );
	}
	float g1( float a ) {
		return w2( a ) + w3( a );
	}
	float h0( float a ) {
		return - 1.0 + w1( a ) / ( w0( a ) + w1( a ) );
	}
	float h1( float a ) {
		return 1.0 + w3( a ) / ( w2( a ) + w3( a ) );
	}
	vec4 bicubic( sampler2D tex, vec2 uv, vec4 texelSize, float lod ) {
		uv = uv * texelSize.zw + 0.5;
		vec2 iuv = floor( uv );
		vec2 fuv = fract( uv );
		float g0x = g0( fuv.x );
		float g1x = g1( fuv.x );
		float h0x = h0( fuv.x );
		float h1x = h1( fuv.x );
		float h0y = h0( fuv.y );
		float h1y = h1( fuv.y );
		vec2 p0 = ( vec2( iuv.x + h0x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p1 = ( vec2( iuv.x + h1x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p2 = ( vec2( iuv.x + h0x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		vec2 p3 = ( vec2( iuv.x + h1x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		return g0( fuv.y ) * ( g0x * textureLod( tex, p0, lod ) + g1x * textureLod( tex, p1, lod ) ) +
			g1( fuv.y ) * ( g0x * textureLod( tex, p2, lod ) + g1x * textureLod( tex, p3, lod ) );
	}
	vec4 textureBicubic( sampler2D sampler, vec2 uv, float lod ) {
		vec2 fLodSize = vec2( textureSize( sampler, int( lod ) ) );
		vec2 cLodSize = vec2( textureSize( sampler, int( lod + 1.0 ) ) );
		vec2 fLodSizeInv = 1.0 / fLodSize;
		vec2 cLodSizeInv = 1.0 / cLodSize;
		vec4 fSample = bicubic( sampler, uv, vec4( fLodSizeInv, fLodSize ), floor( lod ) );
		vec4 cSample = bicubic( sampler, uv, vec4( cLodSizeInv, cLodSize ), ceil( lod ) );
		return mix( fSample, cSample, fract( lod ) );
	}
	vec3 getVolumeTransmissionRay( const in vec3 n, const in vec3 v, const in float thickness, const in float ior, const in mat4 modelMatrix ) {
		vec3 refractionVector = refract( - v, normalize( n ), 1.0 / ior );
		vec3 modelScale;
		modelScale.x = length( vec3( modelMatrix[ 0 ].xyz ) );
		modelScale.y = length( vec3( modelMatrix[ 1 ].xyz ) );
		modelScale.z = length( vec3( modelMatrix[ 2 ].xyz ) );
		return normalize( refractionVector ) * thickness * modelScale;
	}
	float applyIorToRoughness( const in float roughness, const in float ior ) {
		return roughness * clamp( ior * 2.0 - 2.0, 0.0, 1.0 );
	}
	vec4 getTransmissionSample( const in vec2 fragCoord, const in float roughness, const in float ior ) {
		float lod = log2( transmissionSamplerSize.x ) * applyIorToRoughness( roughness, ior );
		return textureBicubic( transmissionSamplerMap, fragCoord.xy, lod );
	}
	vec3 volumeAttenuation( const in float transmissionDistance, const in vec3 attenuationColor, const in float attenuationDistance ) {
		if ( isinf( attenuationDistance ) ) {
			return vec3( 1.0 );
		} else {
			vec3 attenuationCoefficient = -log( attenuationColor ) / attenuationDistance;
			vec3 transmittance = exp( - attenuationCoefficient * transmissionDistance );			return transmittance;
		}
	}
	vec4 getIBLVolumeRefraction( const in vec3 n, const in vec3 v, const in float roughness, const in vec3 diffuseColor,
		const in vec3 specularColor, const in float specularF90, const in vec3 position, const in mat4 modelMatrix,
		const in mat4 viewMatrix, const in mat4 projMatrix, const in float dispersion, const in float ior, const in float thickness,
		const in vec3 attenuationColor, const in float attenuationDistance ) {
		vec4 transmittedLight;
		vec3 transmittance;
		#ifdef USE_DISPERSION
			float halfSpread = ( ior - 1.0 ) * 0.025 * dispersion;
			vec3 iors = vec3( ior - halfSpread, ior, ior + halfSpread );
			for ( int i = 0; i < 3; i ++ ) {
				vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, iors[ i ], modelMatrix );
				vec3 refractedRayExit = position + transmissionRay;
				vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
				vec2 refractionCoords = ndcPos.xy / ndcPos.w;
				refractionCoords += 1.0;
				refractionCoords /= 2.0;
				vec4 transmissionSample = getTransmissionSample( refractionCoords, roughness, iors[ i ] );
				transmittedLight[ i ] = transmissionSample[ i ];
				transmittedLight.a += transmissionSample.a;
				transmittance[ i ] = diffuseColor[ i ] * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance )[ i ];
			}
			transmittedLight.a /= 3.0;
		#else
			vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, ior, modelMatrix );
			vec3 refractedRayExit = position + transmissionRay;
			vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
			vec2 refractionCoords = ndcPos.xy / ndcPos.w;
			refractionCoords += 1.0;
			refractionCoords /= 2.0;
			transmittedLight = getTransmissionSample( refractionCoords, roughness, ior );
			transmittance = diffuseColor * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance );
		#endif
		vec3 attenuatedColor = transmittance * transmittedLight.rgb;
		vec3 F = EnvironmentBRDF( n, v, specularColor, specularF90, roughness );
		float transmittanceFactor = ( transmittance.r + transmittance.g + transmittance.b ) / 3.0;
		return vec4( ( 1.0 - F ) * attenuatedColor, 1.0 - ( 1.0 - transmittedLight.a ) * transmittanceFactor );
	}
#endif`,dw=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_SPECULARMAP
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,pw=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	uniform mat3 mapTransform;
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	uniform mat3 alphaMapTransform;
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	uniform mat3 lightMapTransform;
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	uniform mat3 aoMapTransform;
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	uniform mat3 bumpMapTransform;
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	uniform mat3 normalMapTransform;
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_DISPLACEMENTMAP
	uniform mat3 displacementMapTransform;
	varying vec2 vDisplacementMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	uniform mat3 emissiveMapTransform;
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	uniform mat3 metalnessMapTransform;
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	uniform mat3 roughnessMapTransform;
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	uniform mat3 diffuseRoughnessMapTransform;
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	uniform mat3 anisotropyMapTransform;
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	uniform mat3 clearcoatMapTransform;
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform mat3 clearcoatNormalMapTransform;
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform mat3 clearcoatRoughnessMapTransform;
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	uniform mat3 sheenColorMapTransform;
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	uniform mat3 sheenRoughnessMapTransform;
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	uniform mat3 iridescenceMapTransform;
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform mat3 iridescenceThicknessMapTransform;
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SPECULARMAP
	uniform mat3 specularMapTransform;
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	uniform mat3 specularColorMapTransform;
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	uniform mat3 specularIntensityMapTransform;
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,fw=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	vUv = vec3( uv, 1 ).xy;
#endif
#ifdef USE_MAP
	vMapUv = ( mapTransform * vec3( MAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ALPHAMAP
	vAlphaMapUv = ( alphaMapTransform * vec3( ALPHAMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_LIGHTMAP
	vLightMapUv = ( lightMapTransform * vec3( LIGHTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_AOMAP
	vAoMapUv = ( aoMapTransform * vec3( AOMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_BUMPMAP
	vBumpMapUv = ( bumpMapTransform * vec3( BUMPMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_NORMALMAP
	vNormalMapUv = ( normalMapTransform * vec3( NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DISPLACEMENTMAP
	vDisplacementMapUv = ( displacementMapTransform * vec3( DISPLACEMENTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_EMISSIVEMAP
	vEmissiveMapUv = ( emissiveMapTransform * vec3( EMISSIVEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_METALNESSMAP
	vMetalnessMapUv = ( metalnessMapTransform * vec3( METALNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ROUGHNESSMAP
	vRoughnessMapUv = ( roughnessMapTransform * vec3( ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	vDiffuseRoughnessMapUv = ( diffuseRoughnessMapTransform * vec3( DIFFUSE_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ANISOTROPYMAP
	vAnisotropyMapUv = ( anisotropyMapTransform * vec3( ANISOTROPYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOATMAP
	vClearcoatMapUv = ( clearcoatMapTransform * vec3( CLEARCOATMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	vClearcoatNormalMapUv = ( clearcoatNormalMapTransform * vec3( CLEARCOAT_NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	vClearcoatRoughnessMapUv = ( clearcoatRoughnessMapTransform * vec3( CLEARCOAT_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCEMAP
	vIridescenceMapUv = ( iridescenceMapTransform * vec3( IRIDESCENCEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	vIridescenceThicknessMapUv = ( iridescenceThicknessMapTransform * vec3( IRIDESCENCE_THICKNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_COLORMAP
	vSheenColorMapUv = ( sheenColorMapTransform * vec3( SHEEN_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	vSheenRoughnessMapUv = ( sheenRoughnessMapTransform * vec3( SHEEN_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULARMAP
	vSpecularMapUv = ( specularMapTransform * vec3( SPECULARMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_COLORMAP
	vSpecularColorMapUv = ( specularColorMapTransform * vec3( SPECULAR_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	vSpecularIntensityMapUv = ( specularIntensityMapTransform * vec3( SPECULAR_INTENSITYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_TRANSMISSIONMAP
	vTransmissionMapUv = ( transmissionMapTransform * vec3( TRANSMISSIONMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_THICKNESSMAP
	vThicknessMapUv = ( thicknessMapTransform * vec3( THICKNESSMAP_UV, 1 ) ).xy;
#endif`,mw=`#if defined( USE_ENVMAP ) || defined( DISTANCE ) || defined ( USE_SHADOWMAP ) || defined ( USE_TRANSMISSION ) || NUM_SPOT_LIGHT_COORDS > 0
	vec4 worldPosition = vec4( transformed, 1.0 );
	#ifdef USE_BATCHING
		worldPosition = batchingMatrix * worldPosition;
	#endif
	#ifdef USE_INSTANCING
		worldPosition = instanceMatrix * worldPosition;
	#endif
	worldPosition = modelMatrix * worldPosition;
#endif`,gw=`varying vec2 vUv;
uniform mat3 uvTransform;
void main() {
	vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	gl_Position = vec4( position.xy, 1.0, 1.0 );
}`,xw=`uniform sampler2D t2D;
uniform float backgroundIntensity;
varying vec2 vUv;
void main() {
	vec4 texColor = texture2D( t2D, vUv );
	#ifdef DECODE_VIDEO_TEXTURE
		texColor = vec4( mix( pow( texColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), texColor.rgb * 0.0773993808, vec3( lessThanEqual( texColor.rgb, vec3( 0.04045 ) ) ) ), texColor.w );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,vw=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,yw=`uniform float backgroundBlurriness;
uniform float backgroundIntensity;
uniform mat3 backgroundRotation;
varying vec3 vWorldDirection;
#include <envmap_common_pars_fragment>
void main() {
	#ifdef ENVMAP_TYPE_PMREM
		vec4 texColor = textureLod( envMap, backgroundRotation * vWorldDirection, roughnessToMip( backgroundBlurriness ) );
	#else
		vec4 texColor = textureCube( envMap, backgroundRotation * vWorldDirection );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,bw=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,_w=`uniform samplerCube tCube;
uniform float tFlip;
uniform float opacity;
varying vec3 vWorldDirection;
void main() {
	vec4 texColor = textureCube( tCube, vec3( tFlip * vWorldDirection.x, vWorldDirection.yz ) );
	gl_FragColor = texColor;
	gl_FragColor.a *= opacity;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,ww=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
varying vec2 vHighPrecisionZW;
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vHighPrecisionZW = gl_Position.zw;
}`,Mw=`#if DEPTH_PACKING == 3200
	uniform float opacity;
#endif
#include <common>
#include <packing>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
varying vec2 vHighPrecisionZW;
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#if DEPTH_PACKING == 3200
		diffuseColor.a = opacity;
	#endif
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <logdepthbuf_fragment>
	#ifdef USE_REVERSED_DEPTH_BUFFER
		float fragCoordZ = vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ];
	#else
		float fragCoordZ = 0.5 * vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ] + 0.5;
	#endif
	#if DEPTH_PACKING == 3200
		gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );
	#elif DEPTH_PACKING == 3201
		gl_FragColor = packDepthToRGBA( fragCoordZ );
	#elif DEPTH_PACKING == 3202
		gl_FragColor = vec4( packDepthToRGB( fragCoordZ ), 1.0 );
	#elif DEPTH_PACKING == 3203
		gl_FragColor = vec4( packDepthToRG( fragCoordZ ), 0.0, 1.0 );
	#endif
}`,Sw=`#define DISTANCE
varying vec3 vWorldPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <worldpos_vertex>
	#include <clipping_planes_vertex>
	vWorldPosition = worldPosition.xyz;
}`,Tw=`#define DISTANCE
uniform vec3 referencePosition;
uniform float nearDistance;
uniform float farDistance;
varying vec3 vWorldPosition;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	float dist = length( vWorldPosition - referencePosition );
	dist = ( dist - nearDistance ) / ( farDistance - nearDistance );
	dist = saturate( dist );
	gl_FragColor = vec4( dist, 0.0, 0.0, 1.0 );
}`,Ew=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
}`,Aw=`uniform sampler2D tEquirect;
varying vec3 vWorldDirection;
#include <common>
void main() {
	vec3 direction = normalize( vWorldDirection );
	vec2 sampleUV = equirectUv( direction );
	gl_FragColor = texture2D( tEquirect, sampleUV );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Cw=`uniform float scale;
attribute float lineDistance;
varying float vLineDistance;
#include <common>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	vLineDistance = scale * lineDistance;
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,Rw=`uniform vec3 diffuse;
uniform float opacity;
uniform float dashSize;
uniform float totalSize;
varying float vLineDistance;
#include <common>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	if ( mod( vLineDistance, totalSize ) > dashSize ) {
		discard;
	}
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,Pw=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#if defined ( USE_ENVMAP ) || defined ( USE_SKINNING )
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinbase_vertex>
		#include <skinnormal_vertex>
		#include <defaultnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <fog_vertex>
}`,Lw=`uniform vec3 diffuse;
uniform float opacity;
#ifndef FLAT_SHADED
	varying vec3 vNormal;
#endif
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <fog_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		reflectedLight.indirectDiffuse += lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI;
	#else
		reflectedLight.indirectDiffuse += vec3( 1.0 );
	#endif
	#include <aomap_fragment>
	reflectedLight.indirectDiffuse *= diffuseColor.rgb;
	vec3 outgoingLight = reflectedLight.indirectDiffuse;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Iw=`#define LAMBERT
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,Dw=`#define LAMBERT
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_lambert_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_lambert_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Nw=`#define MATCAP
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <displacementmap_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
	vViewPosition = - mvPosition.xyz;
}`,kw=`#define MATCAP
uniform vec3 diffuse;
uniform float opacity;
uniform sampler2D matcap;
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	vec3 viewDir = normalize( vViewPosition );
	vec3 x = normalize( vec3( viewDir.z, 0.0, - viewDir.x ) );
	vec3 y = cross( viewDir, x );
	vec2 uv = vec2( dot( x, normal ), dot( y, normal ) ) * 0.495 + 0.5;
	#ifdef USE_MATCAP
		vec4 matcapColor = texture2D( matcap, uv );
	#else
		vec4 matcapColor = vec4( vec3( mix( 0.2, 0.8, uv.y ) ), 1.0 );
	#endif
	vec3 outgoingLight = diffuseColor.rgb * matcapColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Ow=`#define NORMAL
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	vViewPosition = - mvPosition.xyz;
#endif
}`,Fw=`#define NORMAL
uniform float opacity;
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <uv_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 0.0, 0.0, 0.0, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	gl_FragColor = vec4( normalize( normal ) * 0.5 + 0.5, diffuseColor.a );
	#ifdef OPAQUE
		gl_FragColor.a = 1.0;
	#endif
}`,Uw=`#define PHONG
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,Bw=`#define PHONG
uniform vec3 diffuse;
uniform vec3 emissive;
uniform vec3 specular;
uniform float shininess;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_phong_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_phong_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + reflectedLight.directSpecular + reflectedLight.indirectSpecular + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,zw=`#define STANDARD
varying vec3 vViewPosition;
#ifdef USE_TRANSMISSION
	varying vec3 vWorldPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
#ifdef USE_TRANSMISSION
	vWorldPosition = worldPosition.xyz;
#endif
}`,Hw=`#define STANDARD
#ifdef PHYSICAL
	#define IOR
	#define USE_SPECULAR
#endif
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float roughness;
uniform float metalness;
uniform float opacity;
#ifdef IOR
	uniform float ior;
#endif
#ifdef USE_SPECULAR
	uniform float specularIntensity;
	uniform vec3 specularColor;
	#ifdef USE_SPECULAR_COLORMAP
		uniform sampler2D specularColorMap;
	#endif
	#ifdef USE_SPECULAR_INTENSITYMAP
		uniform sampler2D specularIntensityMap;
	#endif
#endif
#ifdef USE_CLEARCOAT
	uniform float clearcoat;
	uniform float clearcoatRoughness;
#endif
#ifdef USE_DIFFUSE_ROUGHNESS
	uniform float diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		uniform sampler2D diffuseRoughnessMap;
	#endif
#endif
#ifdef USE_DISPERSION
	uniform float dispersion;
#endif
#ifdef USE_RETROREFLECTION
	uniform float retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	uniform float iridescence;
	uniform float iridescenceIOR;
	uniform float iridescenceThicknessMinimum;
	uniform float iridescenceThicknessMaximum;
#endif
#ifdef USE_SHEEN
	uniform vec3 sheenColor;
	uniform float sheenRoughness;
	#ifdef USE_SHEEN_COLORMAP
		uniform sampler2D sheenColorMap;
	#endif
	#ifdef USE_SHEEN_ROUGHNESSMAP
		uniform sampler2D sheenRoughnessMap;
	#endif
#endif
#ifdef USE_ANISOTROPY
	uniform vec2 anisotropyVector;
	#ifdef USE_ANISOTROPYMAP
		uniform sampler2D anisotropyMap;
	#endif
#endif
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <iridescence_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_physical_pars_fragment>
#include <transmission_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <clearcoat_pars_fragment>
#include <iridescence_pars_fragment>
#include <roughnessmap_pars_fragment>
#include <metalnessmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <roughnessmap_fragment>
	#include <metalnessmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <clearcoat_normal_fragment_begin>
	#include <clearcoat_normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_physical_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 totalDiffuse = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;
	vec3 totalSpecular = reflectedLight.directSpecular + reflectedLight.indirectSpecular;
	#include <transmission_fragment>
	vec3 outgoingLight = totalDiffuse + totalSpecular + totalEmissiveRadiance;
	#ifdef USE_SHEEN
 
		outgoingLight = outgoingLight + sheenSpecularDirect + sheenSpecularIndirect;
 
 	#endif
	#ifdef USE_CLEARCOAT
		float dotNVcc = saturate( dot( geometryClearcoatNormal, geometryViewDir ) );
		vec3 Fcc = F_Schlick( material.clearcoatF0, material.clearcoatF90, dotNVcc );
		outgoingLight = outgoingLight * ( 1.0 - material.clearcoat * Fcc ) + ( clearcoatSpecularDirect + clearcoatSpecularIndirect ) * material.clearcoat;
	#endif
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Vw=`#define TOON
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,Gw=`#define TOON
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <gradientmap_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_toon_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_toon_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Ww=`uniform float size;
uniform float scale;
#include <common>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
#ifdef USE_POINTS_UV
	varying vec2 vUv;
	uniform mat3 uvTransform;
#endif
void main() {
	#ifdef USE_POINTS_UV
		vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	#endif
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	gl_PointSize = size;
	#ifdef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) gl_PointSize *= ( scale / - mvPosition.z );
	#endif
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <fog_vertex>
}`,$w=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <color_pars_fragment>
#include <map_particle_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_particle_fragment>
	#include <color_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,Xw=`#include <common>
#include <batching_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <shadowmap_pars_vertex>
void main() {
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,qw=`uniform vec3 color;
uniform float opacity;
#include <common>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <logdepthbuf_pars_fragment>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>
void main() {
	#include <logdepthbuf_fragment>
	gl_FragColor = vec4( color, opacity * ( 1.0 - getShadowMask() ) );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,Yw=`uniform float rotation;
uniform vec2 center;
#include <common>
#include <uv_pars_vertex>
#include <fog_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	vec4 mvPosition = modelViewMatrix[ 3 ];
	vec2 scale = vec2( length( modelMatrix[ 0 ].xyz ), length( modelMatrix[ 1 ].xyz ) );
	#ifndef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) scale *= - mvPosition.z;
	#endif
	vec2 alignedPosition = ( position.xy - ( center - vec2( 0.5 ) ) ) * scale;
	vec2 rotatedPosition;
	rotatedPosition.x = cos( rotation ) * alignedPosition.x - sin( rotation ) * alignedPosition.y;
	rotatedPosition.y = sin( rotation ) * alignedPosition.x + cos( rotation ) * alignedPosition.y;
	mvPosition.xy += rotatedPosition;
	gl_Position = projectionMatrix * mvPosition;
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,Kw=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
}`,Xe={alphahash_fragment:xb,alphahash_pars_fragment:vb,alphamap_fragment:yb,alphamap_pars_fragment:bb,alphatest_fragment:_b,alphatest_pars_fragment:wb,aomap_fragment:Mb,aomap_pars_fragment:Sb,batching_pars_vertex:Tb,batching_vertex:Eb,begin_vertex:Ab,beginnormal_vertex:Cb,bsdfs:Rb,iridescence_fragment:Pb,bumpmap_pars_fragment:Lb,clipping_planes_fragment:Ib,clipping_planes_pars_fragment:Db,clipping_planes_pars_vertex:Nb,clipping_planes_vertex:kb,color_fragment:Ob,color_pars_fragment:Fb,color_pars_vertex:Ub,color_vertex:Bb,common:zb,defaultnormal_vertex:Hb,displacementmap_pars_vertex:Vb,displacementmap_vertex:Gb,emissivemap_fragment:Wb,emissivemap_pars_fragment:$b,colorspace_fragment:Xb,colorspace_pars_fragment:qb,envmap_fragment:Yb,envmap_common_pars_fragment:Kb,envmap_pars_fragment:jb,envmap_pars_vertex:Zb,envmap_physical_pars_fragment:l_,envmap_vertex:Jb,fog_vertex:Qb,fog_pars_vertex:e_,fog_fragment:t_,fog_pars_fragment:n_,gradientmap_pars_fragment:i_,lightmap_pars_fragment:s_,lights_lambert_fragment:r_,lights_lambert_pars_fragment:o_,lights_pars_begin:a_,lights_toon_fragment:c_,lights_toon_pars_fragment:h_,lights_phong_fragment:u_,lights_phong_pars_fragment:d_,lights_physical_fragment:p_,lights_physical_pars_fragment:f_,lights_fragment_begin:m_,lights_fragment_maps:g_,lights_fragment_end:x_,lightprobes_pars_fragment:v_,logdepthbuf_fragment:y_,logdepthbuf_pars_fragment:b_,logdepthbuf_pars_vertex:__,logdepthbuf_vertex:w_,map_fragment:M_,map_pars_fragment:S_,map_particle_fragment:T_,map_particle_pars_fragment:E_,metalnessmap_fragment:A_,metalnessmap_pars_fragment:C_,morphinstance_vertex:R_,morphcolor_vertex:P_,morphnormal_vertex:L_,morphtarget_pars_vertex:I_,morphtarget_vertex:D_,normal_fragment_begin:N_,normal_fragment_maps:k_,normal_pars_fragment:O_,normal_pars_vertex:F_,normal_vertex:U_,normalmap_pars_fragment:B_,clearcoat_normal_fragment_begin:z_,clearcoat_normal_fragment_maps:H_,clearcoat_pars_fragment:V_,iridescence_pars_fragment:G_,opaque_fragment:W_,packing:$_,premultiplied_alpha_fragment:X_,project_vertex:q_,dithering_fragment:Y_,dithering_pars_fragment:K_,roughnessmap_fragment:j_,roughnessmap_pars_fragment:Z_,shadowmap_pars_fragment:J_,shadowmap_pars_vertex:Q_,shadowmap_vertex:ew,shadowmask_pars_fragment:tw,skinbase_vertex:nw,skinning_pars_vertex:iw,skinning_vertex:sw,skinnormal_vertex:rw,specularmap_fragment:ow,specularmap_pars_fragment:aw,tonemapping_fragment:lw,tonemapping_pars_fragment:cw,transmission_fragment:hw,transmission_pars_fragment:uw,uv_pars_fragment:dw,uv_pars_vertex:pw,uv_vertex:fw,worldpos_vertex:mw,background_vert:gw,background_frag:xw,backgroundCube_vert:vw,backgroundCube_frag:yw,cube_vert:bw,cube_frag:_w,depth_vert:ww,depth_frag:Mw,distance_vert:Sw,distance_frag:Tw,equirect_vert:Ew,equirect_frag:Aw,linedashed_vert:Cw,linedashed_frag:Rw,meshbasic_vert:Pw,meshbasic_frag:Lw,meshlambert_vert:Iw,meshlambert_frag:Dw,meshmatcap_vert:Nw,meshmatcap_frag:kw,meshnormal_vert:Ow,meshnormal_frag:Fw,meshphong_vert:Uw,meshphong_frag:Bw,meshphysical_vert:zw,meshphysical_frag:Hw,meshtoon_vert:Vw,meshtoon_frag:Gw,points_vert:Ww,points_frag:$w,shadow_vert:Xw,shadow_frag:qw,sprite_vert:Yw,sprite_frag:Kw},fe={common:{diffuse:{value:new Ae(16777215)},opacity:{value:1},map:{value:null},mapTransform:{value:new Oe},alphaMap:{value:null},alphaMapTransform:{value:new Oe},alphaTest:{value:0}},specularmap:{specularMap:{value:null},specularMapTransform:{value:new Oe}},envmap:{envMap:{value:null},envMapRotation:{value:new Oe},reflectivity:{value:1},ior:{value:1.5},refractionRatio:{value:.98},dfgLUT:{value:null}},aomap:{aoMap:{value:null},aoMapIntensity:{value:1},aoMapTransform:{value:new Oe}},lightmap:{lightMap:{value:null},lightMapIntensity:{value:1},lightMapTransform:{value:new Oe}},bumpmap:{bumpMap:{value:null},bumpMapTransform:{value:new Oe},bumpScale:{value:1}},normalmap:{normalMap:{value:null},normalMapTransform:{value:new Oe},normalScale:{value:new Ne(1,1)}},displacementmap:{displacementMap:{value:null},displacementMapTransform:{value:new Oe},displacementScale:{value:1},displacementBias:{value:0}},emissivemap:{emissiveMap:{value:null},emissiveMapTransform:{value:new Oe}},metalnessmap:{metalnessMap:{value:null},metalnessMapTransform:{value:new Oe}},roughnessmap:{roughnessMap:{value:null},roughnessMapTransform:{value:new Oe}},gradientmap:{gradientMap:{value:null}},fog:{fogDensity:{value:25e-5},fogNear:{value:1},fogFar:{value:2e3},fogColor:{value:new Ae(16777215)}},lights:{ambientLightColor:{value:[]},lightProbe:{value:[]},sunLights:{value:[],properties:{direction:{},color:{}}},sunLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},sunShadowMatrix:{value:[]},sunShadowCascade:{value:[]},directionalLights:{value:[],properties:{direction:{},color:{}}},directionalLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},directionalShadowMatrix:{value:[]},spotLights:{value:[],properties:{color:{},position:{},direction:{},distance:{},coneCos:{},penumbraCos:{},decay:{}}},spotLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},spotLightMap:{value:[]},spotLightMatrix:{value:[]},pointLights:{value:[],properties:{color:{},position:{},decay:{},distance:{}}},pointLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{},shadowCameraNear:{},shadowCameraFar:{}}},pointShadowMatrix:{value:[]},hemisphereLights:{value:[],properties:{direction:{},skyColor:{},groundColor:{}}},rectAreaLights:{value:[],properties:{color:{},position:{},width:{},height:{}}},ltc_1:{value:null},ltc_2:{value:null},probesSH:{value:[]},probesMin:{value:[]},probesMax:{value:[]},probesResolution:{value:[]}},points:{diffuse:{value:new Ae(16777215)},opacity:{value:1},size:{value:1},scale:{value:1},map:{value:null},alphaMap:{value:null},alphaMapTransform:{value:new Oe},alphaTest:{value:0},uvTransform:{value:new Oe}},sprite:{diffuse:{value:new Ae(16777215)},opacity:{value:1},center:{value:new Ne(.5,.5)},rotation:{value:0},map:{value:null},mapTransform:{value:new Oe},alphaMap:{value:null},alphaMapTransform:{value:new Oe},alphaTest:{value:0}}},ei={basic:{uniforms:Qt([fe.common,fe.specularmap,fe.envmap,fe.aomap,fe.lightmap,fe.fog]),vertexShader:Xe.meshbasic_vert,fragmentShader:Xe.meshbasic_frag},lambert:{uniforms:Qt([fe.common,fe.specularmap,fe.envmap,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.fog,fe.lights,{emissive:{value:new Ae(0)},envMapIntensity:{value:1}}]),vertexShader:Xe.meshlambert_vert,fragmentShader:Xe.meshlambert_frag},phong:{uniforms:Qt([fe.common,fe.specularmap,fe.envmap,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.fog,fe.lights,{emissive:{value:new Ae(0)},specular:{value:new Ae(1118481)},shininess:{value:30},envMapIntensity:{value:1}}]),vertexShader:Xe.meshphong_vert,fragmentShader:Xe.meshphong_frag},standard:{uniforms:Qt([fe.common,fe.envmap,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.roughnessmap,fe.metalnessmap,fe.fog,fe.lights,{emissive:{value:new Ae(0)},roughness:{value:1},metalness:{value:0},envMapIntensity:{value:1}}]),vertexShader:Xe.meshphysical_vert,fragmentShader:Xe.meshphysical_frag},toon:{uniforms:Qt([fe.common,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.gradientmap,fe.fog,fe.lights,{emissive:{value:new Ae(0)}}]),vertexShader:Xe.meshtoon_vert,fragmentShader:Xe.meshtoon_frag},matcap:{uniforms:Qt([fe.common,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.fog,{matcap:{value:null}}]),vertexShader:Xe.meshmatcap_vert,fragmentShader:Xe.meshmatcap_frag},points:{uniforms:Qt([fe.points,fe.fog]),vertexShader:Xe.points_vert,fragmentShader:Xe.points_frag},dashed:{uniforms:Qt([fe.common,fe.fog,{scale:{value:1},dashSize:{value:1},totalSize:{value:2}}]),vertexShader:Xe.linedashed_vert,fragmentShader:Xe.linedashed_frag},depth:{uniforms:Qt([fe.common,fe.displacementmap]),vertexShader:Xe.depth_vert,fragmentShader:Xe.depth_frag},normal:{uniforms:Qt([fe.common,fe.bumpmap,fe.normalmap,fe.displacementmap,{opacity:{value:1}}]),vertexShader:Xe.meshnormal_vert,fragmentShader:Xe.meshnormal_frag},sprite:{uniforms:Qt([fe.sprite,fe.fog]),vertexShader:Xe.sprite_vert,fragmentShader:Xe.sprite_frag},background:{uniforms:{uvTransform:{value:new Oe},t2D:{value:null},backgroundIntensity:{value:1}},vertexShader:Xe.background_vert,fragmentShader:Xe.background_frag},backgroundCube:{uniforms:{envMap:{value:null},backgroundBlurriness:{value:0},backgroundIntensity:{value:1},backgroundRotation:{value:new Oe}},vertexShader:Xe.backgroundCube_vert,fragmentShader:Xe.backgroundCube_frag},cube:{uniforms:{tCube:{value:null},tFlip:{value:-1},opacity:{value:1}},vertexShader:Xe.cube_vert,fragmentShader:Xe.cube_frag},equirect:{uniforms:{tEquirect:{value:null}},vertexShader:Xe.equirect_vert,fragmentShader:Xe.equirect_frag},distance:{uniforms:Qt([fe.common,fe.displacementmap,{referencePosition:{value:new N},nearDistance:{value:1},farDistance:{value:1e3}}]),vertexShader:Xe.distance_vert,fragmentShader:Xe.distance_frag},shadow:{uniforms:Qt([fe.lights,fe.fog,{color:{value:new Ae(0)},opacity:{value:1}}]),vertexShader:Xe.shadow_vert,fragmentShader:Xe.shadow_frag}};ei.physical={uniforms:Qt([ei.standard.uniforms,{clearcoat:{value:0},clearcoatMap:{value:null},clearcoatMapTransform:{value:new Oe},clearcoatNormalMap:{value:null},clearcoatNormalMapTransform:{value:new Oe},clearcoatNormalScale:{value:new Ne(1,1)},clearcoatRoughness:{value:0},clearcoatRoughnessMap:{value:null},clearcoatRoughnessMapTransform:{value:new Oe},diffuseRoughness:{value:0},diffuseRoughnessMap:{value:null},diffuseRoughnessMapTransform:{value:new Oe},dispersion:{value:0},retroreflectivity:{value:0},iridescence:{value:0},iridescenceMap:{value:null},iridescenceMapTransform:{value:new Oe},iridescenceIOR:{value:1.3},iridescenceThicknessMinimum:{value:100},iridescenceThicknessMaximum:{value:400},iridescenceThicknessMap:{value:null},iridescenceThicknessMapTransform:{value:new Oe},sheen:{value:0},sheenColor:{value:new Ae(0)},sheenColorMap:{value:null},sheenColorMapTransform:{value:new Oe},sheenRoughness:{value:1},sheenRoughnessMap:{value:null},sheenRoughnessMapTransform:{value:new Oe},transmission:{value:0},transmissionMap:{value:null},transmissionMapTransform:{value:new Oe},transmissionSamplerSize:{value:new Ne},transmissionSamplerMap:{value:null},thickness:{value:0},thicknessMap:{value:null},thicknessMapTransform:{value:new Oe},attenuationDistance:{value:0},attenuationColor:{value:new Ae(0)},specularColor:{value:new Ae(1,1,1)},specularColorMap:{value:null},specularColorMapTransform:{value:new Oe},specularIntensity:{value:1},specularIntensityMap:{value:null},specularIntensityMapTransform:{value:new Oe},anisotropyVector:{value:new Ne},anisotropyMap:{value:null},anisotropyMapTransform:{value:new Oe}}]),vertexShader:Xe.meshphysical_vert,fragmentShader:Xe.meshphysical_frag};var Bl={r:0,b:0,g:0},jw=new pt,xg=new Oe;xg.set(-1,0,0,0,1,0,0,0,1);function Zw(i,e,t,n,s,r){let o=new Ae(0),a=s===!0?0:1,l,c,h=null,u=0,d=null;function p(_){let E=_.isScene===!0?_.background:null;if(E&&E.isTexture){let M=_.backgroundBlurriness>0;E=e.get(E,M)}return E}function m(_){let E=!1,M=p(_);M===null?f(o,a):M&&M.isColor&&(f(M,1),E=!0);let C=i.xr.getEnvironmentBlendMode();C==="additive"?t.buffers.color.setClear(0,0,0,1,r):C==="alpha-blend"&&t.buffers.color.setClear(0,0,0,0,r),(i.autoClear||E)&&(t.buffers.depth.setTest(!0),t.buffers.depth.setMask(!0),t.buffers.color.setMask(!0),i.clear(i.autoClearColor,i.autoClearDepth,i.autoClearStencil))}function x(_,E){let M=p(E);M&&M.isCubeTexture?(c===void 0&&(c=new ln(new tr(1,1,1),new cn({name:"BackgroundCubeMaterial",uniforms:_s(ei.backgroundCube.uniforms),vertexShader:ei.backgroundCube.vertexShader,fragmentShader:ei.backgroundCube.fragmentShader,side:hn,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),c.geometry.deleteAttribute("normal"),c.geometry.deleteAttribute("uv"),c.onBeforeRender=function(C,A,v){this.matrixWorld.copyPosition(v.matrixWorld)},Object.defineProperty(c.material,"envMap",{get:function(){return this.uniforms.envMap.value}}),n.update(c)),c.material.uniforms.envMap.value=M,c.material.uniforms.backgroundBlurriness.value=E.backgroundBlurriness,c.material.uniforms.backgroundIntensity.value=E.backgroundIntensity,c.material.uniforms.backgroundRotation.value.setFromMatrix4(jw.makeRotationFromEuler(E.backgroundRotation)).transpose(),M.isRenderTargetTexture===!1&&c.material.uniforms.backgroundRotation.value.premultiply(xg),c.material.toneMapped=Qe.getTransfer(M.colorSpace)!==ot,(h!==M||u!==M.version||d!==i.toneMapping)&&(c.material.needsUpdate=!0,h=M,u=M.version,d=i.toneMapping),c.layers.enableAll(),_.unshift(c,c.geometry,c.material,0,0,null)):M&&M.isTexture&&(l===void 0&&(l=new ln(new ms(2,2),new cn({name:"BackgroundMaterial",uniforms:_s(ei.background.uniforms),vertexShader:ei.background.vertexShader,fragmentShader:ei.background.fragmentShader,side:Zn,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),l.geometry.deleteAttribute("normal"),Object.defineProperty(l.material,"map",{get:function(){return this.uniforms.t2D.value}}),n.update(l)),l.material.uniforms.t2D.value=M,l.material.uniforms.backgroundIntensity.value=E.backgroundIntensity,l.material.toneMapped=Qe.getTransfer(M.colorSpace)!==ot,M.matrixAutoUpdate===!0&&M.updateMatrix(),l.material.uniforms.uvTransform.value.copy(M.matrix),(h!==M||u!==M.version||d!==i.toneMapping)&&(l.material.needsUpdate=!0,h=M,u=M.version,d=i.toneMapping),l.layers.enableAll(),_.unshift(l,l.geometry,l.material,0,0,null))}function f(_,E){_.getRGB(Bl,ju(i)),t.buffers.color.setClear(Bl.r,Bl.g,Bl.b,E,r)}function g(){c!==void 0&&(c.geometry.dispose(),c.material.dispose(),c=void 0),l!==void 0&&(l.geometry.dispose(),l.material.dispose(),l=void 0)}return{getClearColor:function(){return o},setClearColor:function(_,E=1){o.set(_),a=E,f(o,a)},getClearAlpha:function(){return a},setClearAlpha:function(_){a=_,f(o,a)},render:m,addToRenderList:x,dispose:g}}function Jw(i,e){let t=i.getParameter(i.MAX_VERTEX_ATTRIBS),n={},s=d(null),r=s,o=!1;function a(k,H,q,L,$){let Z=!1,V=u(k,L,q,H);r!==V&&(r=V,c(r.object)),Z=p(k,L,q,$),Z&&m(k,L,q,$),$!==null&&e.update($,i.ELEMENT_ARRAY_BUFFER),(Z||o)&&(o=!1,M(k,H,q,L),$!==null&&i.bindBuffer(i.ELEMENT_ARRAY_BUFFER,e.get($).buffer))}function l(){return i.createVertexArray()}function c(k){return i.bindVertexArray(k)}function h(k){return i.deleteVertexArray(k)}function u(k,H,q,L){let $=L.wireframe===!0,Z=n[H.id];Z===void 0&&(Z={},n[H.id]=Z);let V=k.isInstancedMesh===!0?k.id:0,ne=Z[V];ne===void 0&&(ne={},Z[V]=ne);let W=ne[q.id];W===void 0&&(W={},ne[q.id]=W);let Q=W[$];return Q===void 0&&(Q=d(l()),W[$]=Q),Q}function d(k){let H=[],q=[],L=[];for(let $=0;$<t;$++)H[$]=0,q[$]=0,L[$]=0;return{geometry:null,program:null,wireframe:!1,newAttributes:H,enabledAttributes:q,attributeDivisors:L,object:k,attributes:{},index:null}}function p(k,H,q,L){let $=r.attributes,Z=H.attributes,V=0,ne=q.getAttributes();for(let W in ne)if(ne[W].location>=0){let ee=$[W],Te=Z[W];if(Te===void 0&&(W==="instanceMatrix"&&k.instanceMatrix&&(Te=k.instanceMatrix),W==="instanceColor"&&k.instanceColor&&(Te=k.instanceColor)),ee===void 0||ee.attribute!==Te||Te&&ee.data!==Te.data)return!0;V++}return r.attributesNum!==V||r.index!==L}function m(k,H,q,L){let $={},Z=H.attributes,V=0,ne=q.getAttributes();for(let W in ne)if(ne[W].location>=0){let ee=Z[W];ee===void 0&&(W==="instanceMatrix"&&k.instanceMatrix&&(ee=k.instanceMatrix),W==="instanceColor"&&k.instanceColor&&(ee=k.instanceColor));let Te={};Te.attribute=ee,ee&&ee.data&&(Te.data=ee.data),$[W]=Te,V++}r.attributes=$,r.attributesNum=V,r.index=L}function x(){let k=r.newAttributes;for(let H=0,q=k.length;H<q;H++)k[H]=0}function f(k){g(k,0)}function g(k,H){let q=r.newAttributes,L=r.enabledAttributes,$=r.attributeDivisors;q[k]=1,L[k]===0&&(i.enableVertexAttribArray(k),L[k]=1),$[k]!==H&&(i.vertexAttribDivisor(k,H),$[k]=H)}function _(){let k=r.newAttributes,H=r.enabledAttributes;for(let q=0,L=H.length;q<L;q++)H[q]!==k[q]&&(i.disableVertexAttribArray(q),H[q]=0)}function E(k,H,q,L,$,Z,V){V===!0?i.vertexAttribIPointer(k,H,q,$,Z):i.vertexAttribPointer(k,H,q,L,$,Z)}function M(k,H,q,L){x();let $=L.attributes,Z=q.getAttributes(),V=H.defaultAttributeValues;for(let ne in Z){let W=Z[ne];if(W.location>=0){let Q=$[ne];if(Q===void 0&&(ne==="instanceMatrix"&&k.instanceMatrix&&(Q=k.instanceMatrix),ne==="instanceColor"&&k.instanceColor&&(Q=k.instanceColor)),Q!==void 0){let ee=Q.normalized,Te=Q.itemSize,Ue=e.get(Q);if(Ue===void 0)continue;let K=Ue.buffer,me=Ue.type,we=Ue.bytesPerElement,Le=me===i.INT||me===i.UNSIGNED_INT||Q.gpuType===il;if(Q.isInterleavedBufferAttribute){let ge=Q.data,He=ge.isInterleavedBuffer===!0?ge.stride:ge.itemSize,At=Q.offset;if(ge.isInstancedInterleavedBuffer||ge.isInstancedBufferAttribute){for(let De=0;De<W.locationSize;De++)g(W.location+De,ge.meshPerAttribute);k.isInstancedMesh!==!0&&L._maxInstanceCount===void 0&&(L._maxInstanceCount=ge.meshPerAttribute*ge.count)}else for(let De=0;De<W.locationSize;De++)f(W.location+De);i.bindBuffer(i.ARRAY_BUFFER,K);for(let De=0;De<W.locationSize;De++)E(W.location+De,Te/W.locationSize,me,ee,He*we,(At+Te/W.locationSize*De)*we,Le)}else{if(Q.isInstancedBufferAttribute){for(let ge=0;ge<W.locationSize;ge++)g(W.location+ge,Q.meshPerAttribute);k.isInstancedMesh!==!0&&L._maxInstanceCount===void 0&&(L._maxInstanceCount=Q.meshPerAttribute*Q.count)}else for(let ge=0;ge<W.locationSize;ge++)f(W.location+ge);i.bindBuffer(i.ARRAY_BUFFER,K);for(let ge=0;ge<W.locationSize;ge++)E(W.location+ge,Te/W.locationSize,me,ee,Te*we,Te/W.locationSize*ge*we,Le)}}else if(V!==void 0){let ee=V[ne];if(ee!==void 0)switch(ee.length){case 2:i.vertexAttrib2fv(W.location,ee);break;case 3:i.vertexAttrib3fv(W.location,ee);break;case 4:i.vertexAttrib4fv(W.location,ee);break;default:i.vertexAttrib1fv(W.location,ee)}}}}_()}function C(){B();for(let k in n){let H=n[k];for(let q in H){let L=H[q];for(let $ in L){let Z=L[$];for(let V in Z)h(Z[V].object),delete Z[V];delete L[$]}}delete n[k]}}function A(k){if(n[k.id]===void 0)return;let H=n[k.id];for(let q in H){let L=H[q];for(let $ in L){let Z=L[$];for(let V in Z)h(Z[V].object),delete Z[V];delete L[$]}}delete n[k.id]}function v(k){for(let H in n){let q=n[H];for(let L in q){let $=q[L];if($[k.id]===void 0)continue;let Z=$[k.id];for(let V in Z)h(Z[V].object),delete Z[V];delete $[k.id]}}}function T(k){for(let H in n){let q=n[H],L=k.isInstancedMesh===!0?k.id:0,$=q[L];if($!==void 0){for(let Z in $){let V=$[Z];for(let ne in V)h(V[ne].object),delete V[ne];delete $[Z]}delete q[L],Object.keys(q).length===0&&delete n[H]}}}function B(){I(),o=!0,r!==s&&(r=s,c(r.object))}function I(){s.geometry=null,s.program=null,s.wireframe=!1}return{setup:a,reset:B,resetDefaultState:I,dispose:C,releaseStatesOfGeometry:A,releaseStatesOfObject:T,releaseStatesOfProgram:v,initAttributes:x,enableAttribute:f,disableUnusedAttributes:_}}function Qw(i,e,t){let n;function s(l){n=l}function r(l,c){i.drawArrays(n,l,c),t.update(c,n,1)}function o(l,c,h){h!==0&&(i.drawArraysInstanced(n,l,c,h),t.update(c,n,h))}function a(l,c,h){if(h===0)return;e.get("WEBGL_multi_draw").multiDrawArraysWEBGL(n,l,0,c,0,h);let d=0;for(let p=0;p<h;p++)d+=c[p];t.update(d,n,1)}this.setMode=s,this.render=r,this.renderInstances=o,this.renderMultiDraw=a}function eM(i,e,t,n){let s;function r(){if(s!==void 0)return s;if(e.has("EXT_texture_filter_anisotropic")===!0){let v=e.get("EXT_texture_filter_anisotropic");s=i.getParameter(v.MAX_TEXTURE_MAX_ANISOTROPY_EXT)}else s=0;return s}function o(v){return!(v!==Bn&&n.convert(v)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_FORMAT))}function a(v){let T=v===Un&&(e.has("EXT_color_buffer_half_float")||e.has("EXT_color_buffer_float"));return!(v!==Jt&&v!==Fn&&!T&&n.convert(v)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_TYPE))}function l(v){if(v==="highp"){if(i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.HIGH_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.HIGH_FLOAT).precision>0)return"highp";v="mediump"}return v==="mediump"&&i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.MEDIUM_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.MEDIUM_FLOAT).precision>0?"mediump":"lowp"}let c=t.precision!==void 0?t.precision:"highp",h=l(c);h!==c&&(Pe("WebGLRenderer:",c,"not supported, using",h,"instead."),c=h);let u=t.reversedDepthBuffer===!0&&e.has("EXT_clip_control"),d=t.logarithmicDepthBuffer===!0&&u===!1;t.reversedDepthBuffer===!0&&u===!1&&Pe("WebGLRenderer: Unable to use reversed depth buffer due to missing EXT_clip_control extension. Fallback to default depth buffer."),t.logarithmicDepthBuffer===!0&&u===!0&&Pe("WebGLRenderer: Logarithmic depth buffer is ignored when reversed depth buffer is enabled.");let p=i.getParameter(i.MAX_TEXTURE_IMAGE_UNITS),m=i.getParameter(i.MAX_VERTEX_TEXTURE_IMAGE_UNITS),x=i.getParameter(i.MAX_TEXTURE_SIZE),f=i.getParameter(i.MAX_CUBE_MAP_TEXTURE_SIZE),g=i.getParameter(i.MAX_VERTEX_ATTRIBS),_=i.getParameter(i.MAX_VERTEX_UNIFORM_VECTORS),E=i.getParameter(i.MAX_VARYING_VECTORS),M=i.getParameter(i.MAX_FRAGMENT_UNIFORM_VECTORS),C=i.getParameter(i.MAX_SAMPLES),A=i.getParameter(i.SAMPLES);return{isWebGL2:!0,getMaxAnisotropy:r,getMaxPrecision:l,textureFormatReadable:o,textureTypeReadable:a,precision:c,logarithmicDepthBuffer:d,reversedDepthBuffer:u,maxTextures:p,maxVertexTextures:m,maxTextureSize:x,maxCubemapSize:f,maxAttributes:g,maxVertexUniforms:_,maxVaryings:E,maxFragmentUniforms:M,maxSamples:C,samples:A}}function tM(i){let e=this,t=null,n=0,s=!1,r=!1,o=new on,a=new Oe,l={value:null,needsUpdate:!1};this.uniform=l,this.numPlanes=0,this.numIntersection=0,this.init=function(u,d){let p=u.length!==0||d||n!==0||s;return s=d,n=u.length,p},this.beginShadows=function(){r=!0,h(null)},this.endShadows=function(){r=!1},this.setGlobalState=function(u,d){t=h(u,d,0)},this.setState=function(u,d,p){let m=u.clippingPlanes,x=u.clipIntersection,f=u.clipShadows,g=i.get(u);if(!s||m===null||m.length===0||r&&!f)r?h(null):c();else{let _=r?0:n,E=_*4,M=g.clippingState||null;l.value=M,M=h(m,d,E,p);for(let C=0;C!==E;++C)M[C]=t[C];g.clippingState=M,this.numIntersection=x?this.numPlanes:0,this.numPlanes+=_}};function c(){l.value!==t&&(l.value=t,l.needsUpdate=n>0),e.numPlanes=n,e.numIntersection=0}function h(u,d,p,m){let x=u!==null?u.length:0,f=null;if(x!==0){if(f=l.value,m!==!0||f===null){let g=p+x*4,_=d.matrixWorldInverse;a.getNormalMatrix(_),(f===null||f.length<g)&&(f=new Float32Array(g));for(let E=0,M=p;E!==x;++E,M+=4)o.copy(u[E]).applyMatrix4(_,a),o.normal.toArray(f,M),f[M+3]=o.constant}l.value=f,l.needsUpdate=!0}return e.numPlanes=x,e.numIntersection=0,f}}var po=class extends vn{constructor(e=1,t={}){super(e,e,t),this.isWebGLCubeRenderTarget=!0;let n={width:e,height:e,depth:1},s=[n,n,n,n,n,n];this.texture=new Xr(s),this._setTextureOptions(t),this.texture.isRenderTargetTexture=!0}fromEquirectangularTexture(e,t){this.texture.type=t.type,this.texture.colorSpace=t.colorSpace,this.texture.generateMipmaps=t.generateMipmaps,this.texture.minFilter=t.minFilter,this.texture.magFilter=t.magFilter;let n={uniforms:{tEquirect:{value:null}},vertexShader:`

				varying vec3 vWorldDirection;

				vec3 transformDirection( in vec3 dir, in mat4 matrix ) {

					return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );

				}

				void main() {

					vWorldDirection = transformDirection( position, modelMatrix );

					#include <begin_vertex>
					#include <project_vertex>

				}
			`,fragmentShader:`

				uniform sampler2D tEquirect;

				varying vec3 vWorldDirection;

				#include <common>

				void main() {

					vec3 direction = normalize( vWorldDirection );

					vec2 sampleUV = equirectUv( direction );

					gl_FragColor = texture2D( tEquirect, sampleUV );

				}
			`},s=new tr(5,5,5),r=new cn({name:"CubemapFromEquirect",uniforms:_s(n.uniforms),vertexShader:n.vertexShader,fragmentShader:n.fragmentShader,side:hn,blending:xs});r.uniforms.tEquirect.value=t;let o=new ln(s,r),a=t.minFilter;return t.minFilter===fi&&(t.minFilter=kt),new nr(1,10,this).update(e,o),t.minFilter=a,o.geometry.dispose(),o.material.dispose(),this}clear(e,t=!0,n=!0,s=!0){let r=e.getRenderTarget();for(let o=0;o<6;o++)e.setRenderTarget(this,o),e.clear(t,n,s);e.setRenderTarget(r)}},Km=256,nM=3,iM=20,vg=256,yg=16,sM=3,rM=new N,oM=new Ae,Hl=class i{constructor(e){this._renderer=e,this._cubeSize=0,this._sourceTarget=null,this._cubeCamera=new nr(1,10,null),this._boxMesh=new ln(new tr(5,5,5),null),this._cubemapMaterial=null,this._equirectMaterial=null,this._blurMaterial=null,this._ggxMaterial=null,this._integrationMaterial=null}fromScene(e,t=0,n=.1,s=100,r={}){let{size:o=256,position:a=rM}=r,l=this._renderer;this._setSize(o);let c=this._allocateTarget(),h=this._getSourceTarget(!0);t>0&&(h.texture.mipmapsAutoUpdate=!1);let u=l.autoClear,d=l.autoClearColor,p=l.autoClearDepth,m=l.autoClearStencil,x=e.background;l.autoClear=!0,l.autoClearColor=!0,l.autoClearDepth=!0,l.autoClearStencil=!0,x===null&&(e.background=l.getClearColor(oM));let f=new nr(n,s,h);return f.position.copy(a),f.update(l,e),l.autoClear=u,l.autoClearColor=d,l.autoClearDepth=p,l.autoClearStencil=m,e.background=x,t>0&&(h.texture.mipmapsAutoUpdate=!0,this._blur(c,t)),this._applyPMREM(c),c}fromEquirectangular(e,t=null){return this._fromTexture(e,t)}fromCubemap(e,t=null){return this._fromTexture(e,t)}compileCubemapShader(){this._cubemapMaterial===null&&(this._cubemapMaterial=Jm(),this._compileMaterial(this._cubemapMaterial))}compileEquirectangularShader(){this._equirectMaterial===null&&(this._equirectMaterial=Zm(),this._compileMaterial(this._equirectMaterial))}dispose(){this._sourceTarget!==null&&this._sourceTarget.dispose(),this._cubemapMaterial!==null&&this._cubemapMaterial.dispose(),this._equirectMaterial!==null&&this._equirectMaterial.dispose(),this._blurMaterial!==null&&this._blurMaterial.dispose(),this._ggxMaterial!==null&&this._ggxMaterial.dispose(),this._integrationMaterial!==null&&this._integrationMaterial.dispose(),this._boxMesh.geometry.dispose()}static lodToRoughness(e,t){return t>0?1-Math.sqrt(1-e/t):0}_setSize(e){this._cubeSize=Math.max(Km,Yu(e))}_fromTexture(e,t){e.mapping===ys||e.mapping===rr?this._setSize(e.image.length===0?Km:e.image[0].width||e.image[0].image.width):this._setSize(e.image.width/4);let n=t||this._allocateTarget();return this._textureToCubemap(e),this._applyPMREM(n),n}_allocateTarget(){let e=this._cubeSize,t=jm(e,!1,!1),n=Math.log2(e)-nM;for(let s=0;s<=n;s++)t.texture.mipmaps.push({width:e>>s,height:e>>s});return t.texture.name="PMREM",t.texture.isPMREMTexture=!0,t}_getSourceTarget(e=!1){let t=this._cubeSize,n=this._sourceTarget;return(n===null||n.width!==t||e&&n.depthBuffer===!1)&&(n!==null&&n.dispose(),this._sourceTarget=jm(t,!0,e)),this._sourceTarget}_compileMaterial(e){this._boxMesh.material=e,this._renderer.compile(this._boxMesh,this._cubeCamera.children[0])}_renderCube(e,t,n){let s=this._boxMesh,r=this._cubeCamera;s.material=n,r.renderTarget=e,r.activeMipmapLevel=t;let o=e.width>>t;e.viewport.set(0,0,o,o),r.update(this._renderer,s),e.viewport.set(0,0,e.width,e.height)}_textureToCubemap(e){let t;e.mapping===ys||e.mapping===rr?(this._cubemapMaterial===null&&(this._cubemapMaterial=Jm()),t=this._cubemapMaterial,t.uniforms.flipEnvMap.value=e.isRenderTargetTexture===!1?-1:1):(this._equirectMaterial===null&&(this._equirectMaterial=Zm()),t=this._equirectMaterial),t.uniforms.envMap.value=e,this._renderCube(this._getSourceTarget(),0,t)}_applyPMREM(e){this._ggxMaterial===null&&(this._ggxMaterial=aM(),this._integrationMaterial=lM());let t=this._cubeSize,n=e.texture.mipmaps.length-1,s=this._ggxMaterial.uniforms;s.envMap.value=this._sourceTarget.texture;let r=this._integrationMaterial.uniforms;r.envMap.value=this._sourceTarget.texture,r.sourceLod.value=Math.log2(t/yg);for(let o=0;o<=n;o++){let a=i.lodToRoughness(o,n);if(o>n-sM)r.roughness.value=a,this._renderCube(e,o,this._integrationMaterial);else{let l=a>0?Math.log2(t)+.5*Math.log2(6/(vg*Math.pow(a,4)))+.5:0;s.roughness.value=a,s.lodBias.value=l,this._renderCube(e,o,this._ggxMaterial)}}}_blur(e,t){this._blurMaterial===null&&(this._blurMaterial=cM());let n=this._blurMaterial,s=n.uniforms,r=this._sourceTarget;s.sigma.value=Math.min(t,Math.PI)/Math.SQRT2,s.envMap.value=r.texture,this._renderCube(e,0,n),s.envMap.value=e.texture,this._renderCube(r,0,n)}};function jm(i,e,t){return new po(i,{minFilter:fi,generateMipmaps:e,type:Un,colorSpace:Or,depthBuffer:t})}function fo(i,e,t){return new cn({name:i,uniforms:e,vertexShader:Xe.cube_vert,fragmentShader:t,side:hn,blending:xs,depthTest:!1,depthWrite:!1})}function aM(){return fo("PMREMGGXConvolution",{envMap:{value:null},roughness:{value:0},lodBias:{value:0}},`

		#define GGX_SAMPLES ${vg}u

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float lodBias;

		#include <common>

		// Van der Corput radical inverse
		float radicalInverse_VdC( uint bits ) {

			bits = ( bits << 16u ) | ( bits >> 16u );
			bits = ( ( bits & 0x55555555u ) << 1u ) | ( ( bits & 0xAAAAAAAAu ) >> 1u );
			bits = ( ( bits & 0x33333333u ) << 2u ) | ( ( bits & 0xCCCCCCCCu ) >> 2u );
			bits = ( ( bits & 0x0F0F0F0Fu ) << 4u ) | ( ( bits & 0xF0F0F0F0u ) >> 4u );
			bits = ( ( bits & 0x00FF00FFu ) << 8u ) | ( ( bits & 0xFF00FF00u ) >> 8u );
			return float( bits ) * 2.3283064365386963e-10; // / 0x100000000

		}

		// Hammersley sequence
		vec2 hammersley( uint i, uint N ) {

			return vec2( float( i ) / float( N ), radicalInverse_VdC( i ) );

		}

		void main() {

			vec3 N = normalize( vWorldDirection );

			// For very low roughness, just sample the environment directly
			if ( roughness < 0.001 ) {

				gl_FragColor = vec4( textureLod( envMap, N, 0.0 ).rgb, 1.0 );
				return;

			}

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			// Tangent space basis for VNDF sampling
			vec3 up = abs( N.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, N ) );
			vec3 bitangent = cross( N, tangent );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			for ( uint i = 0u; i < GGX_SAMPLES; i ++ ) {

				vec2 Xi = hammersley( i, GGX_SAMPLES );

				// With V = N, sample the reflected direction directly.
				float invQ = 1.0 / ( 1.0 - Xi.x + alpha2 * Xi.x );
				float NdotL = ( 1.0 - Xi.x - alpha2 * Xi.x ) * invQ;

				if ( NdotL > 0.0 ) {

					float phi = 2.0 * PI * Xi.y;
					float sinTheta = 2.0 * alpha * sqrt( Xi.x * ( 1.0 - Xi.x ) ) * invQ;
					vec3 L = N * NdotL + ( tangent * cos( phi ) + bitangent * sin( phi ) ) * sinTheta;

					// Match the source mip to the sample's solid angle. The terms
					// independent of the sample are precomputed in lodBias.
					float d = alpha2 * invQ;
					float lod = max( log2( d ) + lodBias, 0.0 );

					// Weight by NdotL for the split-sum approximation
					prefilteredColor += textureLod( envMap, L, lod ).rgb * NdotL;
					totalWeight += NdotL;

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function lM(){return fo("PMREMGGXIntegration",{envMap:{value:null},roughness:{value:0},sourceLod:{value:0},sourceSize:{value:yg}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float sourceLod;
		uniform int sourceSize;

		void main() {

			vec3 N = normalize( vWorldDirection );

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			float texelSize = 2.0 / float( sourceSize );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			// Pair opposite texels: only the one in N's hemisphere contributes.
			for ( int face = 0; face < 3; face ++ ) {

				for ( int y = 0; y < sourceSize; y ++ ) {

					for ( int x = 0; x < sourceSize; x ++ ) {

						vec2 uv = ( vec2( x, y ) + 0.5 ) * texelSize - 1.0;
						vec3 texelDirection = face == 0 ? vec3( 1.0, uv ) : ( face == 1 ? vec3( uv.x, 1.0, uv.y ) : vec3( uv, 1.0 ) );

						float invDistance = inversesqrt( 1.0 + dot( uv, uv ) );
						float NdotL = dot( N, texelDirection );
						texelDirection *= NdotL < 0.0 ? - 1.0 : 1.0;
						NdotL = abs( NdotL ) * invDistance;

						// With V = N, NdotH squared is ( 1 + NdotL ) / 2. Common factors
						// in the GGX distribution and texel solid angle cancel when normalized.
						float d = 1.0 + alpha2 + ( alpha2 - 1.0 ) * NdotL;
						float weight = NdotL * invDistance * invDistance * invDistance / ( d * d );

						prefilteredColor += textureLod( envMap, texelDirection, sourceLod ).rgb * weight;
						totalWeight += weight;

					}

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function cM(){return fo("PMREMSphericalGaussianBlur",{envMap:{value:null},sigma:{value:0}},`

		#define SAMPLES ${iM}
		#define GOLDEN_ANGLE 2.39996322973

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float sigma;

		#include <common>

		void main() {

			vec3 outputDirection = normalize( vWorldDirection );

			vec3 up = abs( outputDirection.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, outputDirection ) );
			vec3 bitangent = cross( outputDirection, tangent );

			// Truncate the kernel at three standard deviations or at the antipode.
			float thetaMax = min( 3.0 * sigma, PI );
			float truncation = 1.0 - exp( - 0.5 * thetaMax * thetaMax / ( sigma * sigma ) );

			vec3 accumColor = vec3( 0.0 );
			float accumWeight = 0.0;

			for ( int i = 0; i < SAMPLES; i ++ ) {

				// Stratified inverse-CDF sampling of the Gaussian, placed on a golden-angle spiral.
				float stratum = ( float( i ) + 0.5 ) / float( SAMPLES );
				float theta = sigma * sqrt( - 2.0 * log( 1.0 - stratum * truncation ) );
				float phi = float( i ) * GOLDEN_ANGLE;

				vec3 offset = cos( phi ) * tangent + sin( phi ) * bitangent;
				vec3 sampleDirection = cos( theta ) * outputDirection + sin( theta ) * offset;

				// Correct the planar sample density to solid angle.
				float weight = sin( theta ) / theta;

				accumColor += weight * textureLod( envMap, sampleDirection, 0.0 ).rgb;
				accumWeight += weight;

			}

			gl_FragColor = vec4( accumColor / accumWeight, 1.0 );

		}
	`)}function Zm(){return fo("PMREMEquirectangularToCubemap",{envMap:{value:null}},`

		varying vec3 vWorldDirection;

		uniform sampler2D envMap;

		#include <common>

		void main() {

			// Average four subpixel samples to preserve small, bright features.
			vec3 direction = normalize( vWorldDirection );
			vec3 dx = dFdx( direction ) * 0.25;
			vec3 dy = dFdy( direction ) * 0.25;

			vec3 color = textureLod( envMap, equirectUv( normalize( direction - dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction - dx + dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx + dy ) ), 0.0 ).rgb;
			gl_FragColor = vec4( color * 0.25, 1.0 );

		}
	`)}function Jm(){return fo("PMREMCubemapToCubemap",{envMap:{value:null},flipEnvMap:{value:-1}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float flipEnvMap;

		void main() {

			gl_FragColor = vec4( textureCube( envMap, vec3( flipEnvMap * vWorldDirection.x, vWorldDirection.yz ) ).rgb, 1.0 );

		}
	`)}function hM(i){let e=new WeakMap,t=new WeakMap,n=null;function s(d,p=!1){return d==null?null:p?o(d):r(d)}function r(d){if(d&&d.isTexture){let p=d.mapping;if(p===el||p===tl)if(e.has(d)){let m=e.get(d).texture;return a(m,d.mapping)}else{let m=d.image;if(m&&m.height>0){let x=new po(m.height);return x.fromEquirectangularTexture(i,d),e.set(d,x),d.addEventListener("dispose",c),a(x.texture,d.mapping)}else return null}}return d}function o(d){if(d&&d.isTexture&&d.isPMREMTexture!==!0){let p=d.mapping,m=p===el||p===tl,x=p===ys||p===rr;if(m||x){let f=t.get(d),g=f!==void 0?f.texture.pmremVersion:0;if(d.isRenderTargetTexture&&d.pmremVersion!==g)return n===null&&(n=new Hl(i)),f=m?n.fromEquirectangular(d,f):n.fromCubemap(d,f),f.texture.pmremVersion=d.pmremVersion,t.set(d,f),f.texture;if(f!==void 0)return f.texture;{let _=d.image;return m&&_&&_.height>0||x&&_&&l(_)?(n===null&&(n=new Hl(i)),f=m?n.fromEquirectangular(d):n.fromCubemap(d),f.texture.pmremVersion=d.pmremVersion,t.set(d,f),d.addEventListener("dispose",h),f.texture):null}}}return d}function a(d,p){return p===el?d.mapping=ys:p===tl&&(d.mapping=rr),d}function l(d){let p=0,m=6;for(let x=0;x<m;x++)d[x]!==void 0&&p++;return p===m}function c(d){let p=d.target;p.removeEventListener("dispose",c);let m=e.get(p);m!==void 0&&(e.delete(p),m.dispose())}function h(d){let p=d.target;p.removeEventListener("dispose",h);let m=t.get(p);m!==void 0&&(t.delete(p),m.dispose())}function u(){e=new WeakMap,t=new WeakMap,n!==null&&(n.dispose(),n=null)}return{get:s,dispose:u}}function uM(i){let e={};function t(n){if(e[n]!==void 0)return e[n];let s=i.getExtension(n);return e[n]=s,s}return{has:function(n){return t(n)!==null},init:function(){t("EXT_color_buffer_float"),t("WEBGL_clip_cull_distance"),t("OES_texture_float_linear"),t("EXT_color_buffer_half_float"),t("WEBGL_multisampled_render_to_texture"),t("WEBGL_render_shared_exponent")},get:function(n){let s=t(n);return s===null&&Ir("WebGLRenderer: "+n+" extension not supported."),s}}}function dM(i,e,t,n){let s={},r=new WeakMap,o=new FinalizationRegistry(m=>delete s[m]);function a(m){l(m.target)}function l(m){m.index!==null&&e.remove(m.index);for(let f in m.attributes)e.remove(m.attributes[f]);m.removeEventListener("dispose",a),delete s[m.id],o.unregister(m);let x=r.get(m);x&&(e.remove(x),r.delete(m)),n.releaseStatesOfGeometry(m),m.isInstancedBufferGeometry===!0&&delete m._maxInstanceCount,t.memory.geometries--}function c(m,x){return s[x.id]!==void 0||(x.addEventListener("dispose",a),s[x.id]=new WeakRef(x),o.register(x,x.id,x),t.memory.geometries++),x}function h(m){let x=m.attributes;for(let f in x)e.update(x[f],i.ARRAY_BUFFER)}function u(m){let x=m.index,f=m.attributes.position,g=0;if(f===void 0)return;let _=x!==null?x.array.length:f.array.length/3-1,E=f.count>=65535?ps:ds,M=new E(Math.ceil(_/3)*6,1),C=M.array;if(x!==null){let v=x.array;g=x.version;for(let T=0,B=0;T<_;T+=3){let I=v[T+0],k=v[T+1],H=v[T+2];C[B++]=I,C[B++]=k,C[B++]=k,C[B++]=H,C[B++]=H,C[B++]=I}}else{g=f.version;for(let v=0,T=0;v<_;v+=3){let B=v+0,I=v+1,k=v+2;C[T++]=B,C[T++]=I,C[T++]=I,C[T++]=k,C[T++]=k,C[T++]=B}}M.version=g;let A=r.get(m);A&&e.remove(A),r.set(m,M)}function d(m){let x=r.get(m);if(x){let f=m.index;f!==null&&x.version<f.version&&u(m)}else u(m);return r.get(m)}function p(){for(let m in s){let x=s[m].deref();x!==void 0&&l(x)}}return{get:c,update:h,getWireframeAttribute:d,dispose:p}}function pM(i,e,t){let n;function s(u){n=u}let r,o;function a(u){r=u.type,o=u.bytesPerElement}function l(u,d){i.drawElements(n,d,r,u*o),t.update(d,n,1)}function c(u,d,p){p!==0&&(i.drawElementsInstanced(n,d,r,u*o,p),t.update(d,n,p))}function h(u,d,p){if(p===0)return;e.get("WEBGL_multi_draw").multiDrawElementsWEBGL(n,d,0,r,u,0,p);let x=0;for(let f=0;f<p;f++)x+=d[f];t.update(x,n,1)}this.setMode=s,this.setIndex=a,this.render=l,this.renderInstances=c,this.renderMultiDraw=h}function fM(i){let e={geometries:0,textures:0},t={frame:0,calls:0,triangles:0,points:0,lines:0};function n(r,o,a){switch(t.calls++,o){case i.TRIANGLES:t.triangles+=a*(r/3);break;case i.LINES:t.lines+=a*(r/2);break;case i.LINE_STRIP:t.lines+=a*(r-1);break;case i.LINE_LOOP:t.lines+=a*r;break;case i.POINTS:t.points+=a*r;break;default:ke("WebGLInfo: Unknown draw mode:",o);break}}function s(){t.calls=0,t.triangles=0,t.points=0,t.lines=0}return{memory:e,render:t,programs:null,autoReset:!0,reset:s,update:n}}function mM(i,e,t){let n=new WeakMap,s=new yt;function r(o,a,l){let c=o.morphTargetInfluences,h=a.morphAttributes.position||a.morphAttributes.normal||a.morphAttributes.color,u=h!==void 0?h.length:0,d=n.get(a);if(d===void 0||d.count!==u){let B=function(){v.dispose(),n.delete(a),a.removeEventListener("dispose",B)};d!==void 0&&d.texture.dispose();let p=a.morphAttributes.position!==void 0,m=a.morphAttributes.normal!==void 0,x=a.morphAttributes.color!==void 0,f=a.morphAttributes.position||[],g=a.morphAttributes.normal||[],_=a.morphAttributes.color||[],E=0;p===!0&&(E=1),m===!0&&(E=2),x===!0&&(E=3);let M=a.attributes.position.count*E,C=1;M>e.maxTextureSize&&(C=Math.ceil(M/e.maxTextureSize),M=e.maxTextureSize);let A=new Float32Array(M*C*4*u),v=new Br(A,M,C,u);v.type=Fn,v.needsUpdate=!0;let T=E*4;for(let I=0;I<u;I++){let k=f[I],H=g[I],q=_[I],L=M*C*4*I;for(let $=0;$<k.count;$++){let Z=$*T;p===!0&&(s.fromBufferAttribute(k,$),A[L+Z+0]=s.x,A[L+Z+1]=s.y,A[L+Z+2]=s.z,A[L+Z+3]=0),m===!0&&(s.fromBufferAttribute(H,$),A[L+Z+4]=s.x,A[L+Z+5]=s.y,A[L+Z+6]=s.z,A[L+Z+7]=0),x===!0&&(s.fromBufferAttribute(q,$),A[L+Z+8]=s.x,A[L+Z+9]=s.y,A[L+Z+10]=s.z,A[L+Z+11]=q.itemSize===4?s.w:1)}}d={count:u,texture:v,size:new Ne(M,C)},n.set(a,d),a.addEventListener("dispose",B)}if(o.isInstancedMesh===!0&&o.morphTexture!==null)l.getUniforms().setValue(i,"morphTexture",o.morphTexture,t);else{let p=0;for(let x=0;x<c.length;x++)p+=c[x];let m=a.morphTargetsRelative?1:1-p;l.getUniforms().setValue(i,"morphTargetBaseInfluence",m),l.getUniforms().setValue(i,"morphTargetInfluences",c)}l.getUniforms().setValue(i,"morphTargetsTexture",d.texture,t),l.getUniforms().setValue(i,"morphTargetsTextureSize",d.size)}return{update:r}}function gM(i,e,t,n,s){let r=new WeakMap;function o(c){let h=s.render.frame,u=c.geometry,d=e.get(c,u);if(r.get(d)!==h&&(e.update(d),r.set(d,h)),c.isInstancedMesh&&(c.hasEventListener("dispose",l)===!1&&c.addEventListener("dispose",l),r.get(c)!==h&&(t.update(c.instanceMatrix,i.ARRAY_BUFFER),c.instanceColor!==null&&t.update(c.instanceColor,i.ARRAY_BUFFER),r.set(c,h))),c.isSkinnedMesh){let p=c.skeleton;r.get(p)!==h&&(p.update(),r.set(p,h))}return d}function a(){r=new WeakMap}function l(c){let h=c.target;h.removeEventListener("dispose",l),n.releaseStatesOfObject(h),t.remove(h.instanceMatrix),h.instanceColor!==null&&t.remove(h.instanceColor)}return{update:o,dispose:a}}var xM={[Au]:"LINEAR_TONE_MAPPING",[Cu]:"REINHARD_TONE_MAPPING",[Ru]:"CINEON_TONE_MAPPING",[Pu]:"ACES_FILMIC_TONE_MAPPING",[Iu]:"AGX_TONE_MAPPING",[Du]:"NEUTRAL_TONE_MAPPING",[Lu]:"CUSTOM_TONE_MAPPING"};function vM(i,e,t,n,s,r){let o=new vn(e,t,{type:i,depthBuffer:s,stencilBuffer:r,samples:n?4:0,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,resolveDepthBuffer:!1,resolveStencilBuffer:!1}),a=null,l=null,c=null,h=new pn;h.setAttribute("position",new Nt([-1,3,0,-1,-1,0,3,-1,0],3)),h.setAttribute("uv",new Nt([0,2,0,0,2,0],2));let u=new Ua({uniforms:{tDiffuse:{value:null}},vertexShader:`
			precision highp float;

			uniform mat4 modelViewMatrix;
			uniform mat4 projectionMatrix;

			attribute vec3 position;
			attribute vec2 uv;

			varying vec2 vUv;

			void main() {
				vUv = uv;
				gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
			}`,fragmentShader:`
			precision highp float;

			uniform sampler2D tDiffuse;

			varying vec2 vUv;

			#include <tonemapping_pars_fragment>
			#include <colorspace_pars_fragment>

			void main() {
				gl_FragColor = texture2D( tDiffuse, vUv );

				#ifdef LINEAR_TONE_MAPPING
					gl_FragColor.rgb = LinearToneMapping( gl_FragColor.rgb );
				#elif defined( REINHARD_TONE_MAPPING )
					gl_FragColor.rgb = ReinhardToneMapping( gl_FragColor.rgb );
				#elif defined( CINEON_TONE_MAPPING )
					gl_FragColor.rgb = CineonToneMapping( gl_FragColor.rgb );
				#elif defined( ACES_FILMIC_TONE_MAPPING )
					gl_FragColor.rgb = ACESFilmicToneMapping( gl_FragColor.rgb );
				#elif defined( AGX_TONE_MAPPING )
					gl_FragColor.rgb = AgXToneMapping( gl_FragColor.rgb );
				#elif defined( NEUTRAL_TONE_MAPPING )
					gl_FragColor.rgb = NeutralToneMapping( gl_FragColor.rgb );
				#elif defined( CUSTOM_TONE_MAPPING )
					gl_FragColor.rgb = CustomToneMapping( gl_FragColor.rgb );
				#endif

				#ifdef SRGB_TRANSFER
					gl_FragColor = sRGBTransferOETF( gl_FragColor );
				#endif
			}`,depthTest:!1,depthWrite:!1}),d=new ln(h,u),p=new gs(-1,1,1,-1,0,1),m=null,x=null,f=!1,g,_=null,E=[],M=!1;this.setSize=function(C,A){o.setSize(C,A),a!==null&&a.setSize(C,A),l!==null&&l.setSize(C,A);for(let v=0;v<E.length;v++){let T=E[v];T.setSize&&T.setSize(C,A)}},this.setEffects=function(C){E=C,M=E.length>0&&E[0].isRenderPass===!0;let A=o.width,v=o.height;E.length>0&&a===null&&(a=new vn(A,v,{type:Un,depthBuffer:!1,stencilBuffer:!1}),l=new vn(A,v,{type:Un,depthBuffer:!1,stencilBuffer:!1}));let T=s===!0&&E.some(B=>B.needsDepthTexture===!0);T!==(o.depthTexture!==null)&&(T===!0&&c===null&&(c=new pi(A,v),r===!0&&(c.format=mi,c.type=bs)),o.dispose(),o.depthTexture=T?c:null,o.resolveDepthBuffer=T,o.storeMultisampledDepthBuffer=T);for(let B=0;B<E.length;B++){let I=E[B];I.setSize&&I.setSize(A,v),T&&I.needsDepthTexture===!0&&I.setDepthTexture&&I.setDepthTexture(c)}},this.begin=function(C,A){if(f||C.toneMapping===Jn&&E.length===0)return!1;if(_=A,A!==null){let v=A.width,T=A.height;(o.width!==v||o.height!==T)&&this.setSize(v,T)}return M===!1&&C.setRenderTarget(o),g=C.toneMapping,C.toneMapping=Jn,!0},this.hasRenderPass=function(){return M},this.end=function(C,A){C.toneMapping=g,f=!0;let v=o,T=a;for(let B=0;B<E.length;B++){let I=E[B];I.enabled!==!1&&(I.render(C,T,v,A),I.needsSwap!==!1&&(v=T,T=T===a?l:a))}if(m!==C.outputColorSpace||x!==C.toneMapping){m=C.outputColorSpace,x=C.toneMapping,u.defines={},Qe.getTransfer(m)===ot&&(u.defines.SRGB_TRANSFER="");let B=xM[x];B&&(u.defines[B]=""),u.needsUpdate=!0}u.uniforms.tDiffuse.value=v.texture,C.setRenderTarget(_),C.render(d,p),_=null,f=!1},this.isCompositing=function(){return f},this.dispose=function(){o.dispose(),a!==null&&a.dispose(),l!==null&&l.dispose(),h.dispose(),u.dispose()}}var bg=new an,_g=new pi(1,1),wg=new qr(1),Mg=new Br,Sg=new Da,Tg=new Xr,Qm=[],eg=[],tg=new Float32Array(16),ng=new Float32Array(9),ig=new Float32Array(4);function cr(i,e,t){let n=i[0];if(n<=0||n>0)return i;let s=e*t,r=Qm[s];if(r===void 0&&(r=new Float32Array(s),Qm[s]=r),e!==0){n.toArray(r,0);for(let o=1,a=0;o!==e;++o)a+=t,i[o].toArray(r,a)}return r}function Ot(i,e){if(i.length!==e.length)return!1;for(let t=0,n=i.length;t<n;t++)if(i[t]!==e[t])return!1;return!0}function Ft(i,e){for(let t=0,n=e.length;t<n;t++)i[t]=e[t]}function Gl(i,e){let t=eg[e];t===void 0&&(t=new Int32Array(e),eg[e]=t);for(let n=0;n!==e;++n)t[n]=i.allocateTextureUnit();return t}function yM(i,e){let t=this.cache;t[0]!==e&&(i.uniform1f(this.addr,e),t[0]=e)}function bM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2f(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(Ot(t,e))return;i.uniform2fv(this.addr,e),Ft(t,e)}}function _M(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3f(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else if(e.r!==void 0)(t[0]!==e.r||t[1]!==e.g||t[2]!==e.b)&&(i.uniform3f(this.addr,e.r,e.g,e.b),t[0]=e.r,t[1]=e.g,t[2]=e.b);else{if(Ot(t,e))return;i.uniform3fv(this.addr,e),Ft(t,e)}}function wM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4f(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(Ot(t,e))return;i.uniform4fv(this.addr,e),Ft(t,e)}}function MM(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(Ot(t,e))return;i.uniformMatrix2fv(this.addr,!1,e),Ft(t,e)}else{if(Ot(t,n))return;ig.set(n),i.uniformMatrix2fv(this.addr,!1,ig),Ft(t,n)}}function SM(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(Ot(t,e))return;i.uniformMatrix3fv(this.addr,!1,e),Ft(t,e)}else{if(Ot(t,n))return;ng.set(n),i.uniformMatrix3fv(this.addr,!1,ng),Ft(t,n)}}function TM(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(Ot(t,e))return;i.uniformMatrix4fv(this.addr,!1,e),Ft(t,e)}else{if(Ot(t,n))return;tg.set(n),i.uniformMatrix4fv(this.addr,!1,tg),Ft(t,n)}}function EM(i,e){let t=this.cache;t[0]!==e&&(i.uniform1i(this.addr,e),t[0]=e)}function AM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2i(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(Ot(t,e))return;i.uniform2iv(this.addr,e),Ft(t,e)}}function CM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3i(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(Ot(t,e))return;i.uniform3iv(this.addr,e),Ft(t,e)}}function RM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4i(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(Ot(t,e))return;i.uniform4iv(this.addr,e),Ft(t,e)}}function PM(i,e){let t=this.cache;t[0]!==e&&(i.uniform1ui(this.addr,e),t[0]=e)}function LM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2ui(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(Ot(t,e))return;i.uniform2uiv(this.addr,e),Ft(t,e)}}function IM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3ui(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(Ot(t,e))return;i.uniform3uiv(this.addr,e),Ft(t,e)}}function DM(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4ui(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(Ot(t,e))return;i.uniform4uiv(this.addr,e),Ft(t,e)}}function Wl(i){return i.version===0&&(i.compareFunction=Wu,i.needsUpdate=!0),i}function NM(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s);let r;this.type===i.SAMPLER_2D_SHADOW?r=Wl(_g):r=bg,t.setTexture2D(e||r,s)}function kM(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s),t.setTexture3D(e||Sg,s)}function OM(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s);let r;this.type===i.SAMPLER_CUBE_SHADOW?r=Wl(wg):r=Tg,t.setTextureCube(e||r,s)}function FM(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s),t.setTexture2DArray(e||Mg,s)}function UM(i){switch(i){case 5126:return yM;case 35664:return bM;case 35665:return _M;case 35666:return wM;case 35674:return MM;case 35675:return SM;case 35676:return TM;case 5124:case 35670:return EM;case 35667:case 35671:return AM;case 35668:case 35672:return CM;case 35669:case 35673:return RM;case 5125:return PM;case 36294:return LM;case 36295:return IM;case 36296:return DM;case 35678:case 36198:case 36298:case 36306:case 35682:return NM;case 35679:case 36299:case 36307:return kM;case 35680:case 36300:case 36308:case 36293:return OM;case 36289:case 36303:case 36311:case 36292:return FM}}function BM(i,e){i.uniform1fv(this.addr,e)}function zM(i,e){let t=cr(e,this.size,2);i.uniform2fv(this.addr,t)}function HM(i,e){let t=cr(e,this.size,3);i.uniform3fv(this.addr,t)}function VM(i,e){let t=cr(e,this.size,4);i.uniform4fv(this.addr,t)}function GM(i,e){let t=cr(e,this.size,4);i.uniformMatrix2fv(this.addr,!1,t)}function WM(i,e){let t=cr(e,this.size,9);i.uniformMatrix3fv(this.addr,!1,t)}function $M(i,e){let t=cr(e,this.size,16);i.uniformMatrix4fv(this.addr,!1,t)}function XM(i,e){i.uniform1iv(this.addr,e)}function qM(i,e){i.uniform2iv(this.addr,e)}function YM(i,e){i.uniform3iv(this.addr,e)}function KM(i,e){i.uniform4iv(this.addr,e)}function jM(i,e){i.uniform1uiv(this.addr,e)}function ZM(i,e){i.uniform2uiv(this.addr,e)}function JM(i,e){i.uniform3uiv(this.addr,e)}function QM(i,e){i.uniform4uiv(this.addr,e)}function eS(i,e,t){let n=this.cache,s=e.length,r=Gl(t,s);Ot(n,r)||(i.uniform1iv(this.addr,r),Ft(n,r));let o;this.type===i.SAMPLER_2D_SHADOW?o=Wl(_g):o=bg;for(let a=0;a!==s;++a)t.setTexture2D(e[a]||o,r[a])}function tS(i,e,t){let n=this.cache,s=e.length,r=Gl(t,s);Ot(n,r)||(i.uniform1iv(this.addr,r),Ft(n,r));for(let o=0;o!==s;++o)t.setTexture3D(e[o]||Sg,r[o])}function nS(i,e,t){let n=this.cache,s=e.length,r=Gl(t,s);Ot(n,r)||(i.uniform1iv(this.addr,r),Ft(n,r));let o;this.type===i.SAMPLER_CUBE_SHADOW?o=Wl(wg):o=Tg;for(let a=0;a!==s;++a)t.setTextureCube(e[a]||o,r[a])}function iS(i,e,t){let n=this.cache,s=e.length,r=Gl(t,s);Ot(n,r)||(i.uniform1iv(this.addr,r),Ft(n,r));for(let o=0;o!==s;++o)t.setTexture2DArray(e[o]||Mg,r[o])}function sS(i){switch(i){case 5126:return BM;case 35664:return zM;case 35665:return HM;case 35666:return VM;case 35674:return GM;case 35675:return WM;case 35676:return $M;case 5124:case 35670:return XM;case 35667:case 35671:return qM;case 35668:case 35672:return YM;case 35669:case 35673:return KM;case 5125:return jM;case 36294:return ZM;case 36295:return JM;case 36296:return QM;case 35678:case 36198:case 36298:case 36306:case 35682:return eS;case 35679:case 36299:case 36307:return tS;case 35680:case 36300:case 36308:case 36293:return nS;case 36289:case 36303:case 36311:case 36292:return iS}}var nd=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.setValue=UM(t.type)}},id=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.size=t.size,this.setValue=sS(t.type)}},sd=class{constructor(e){this.id=e,this.seq=[],this.map={}}setValue(e,t,n){let s=this.seq;for(let r=0,o=s.length;r!==o;++r){let a=s[r];a.setValue(e,t[a.id],n)}}},ed=/(\w+)(\])?(\[|\.)?/g;function sg(i,e){i.seq.push(e),i.map[e.id]=e}function rS(i,e,t){let n=i.name,s=n.length;for(ed.lastIndex=0;;){let r=ed.exec(n),o=ed.lastIndex,a=r[1],l=r[2]==="]",c=r[3];if(l&&(a=a|0),c===void 0||c==="["&&o+2===s){sg(t,c===void 0?new nd(a,i,e):new id(a,i,e));break}else{let u=t.map[a];u===void 0&&(u=new sd(a),sg(t,u)),t=u}}}var lr=class{constructor(e,t){this.seq=[],this.map={};let n=e.getProgramParameter(t,e.ACTIVE_UNIFORMS);for(let o=0;o<n;++o){let a=e.getActiveUniform(t,o),l=e.getUniformLocation(t,a.name);rS(a,l,this)}let s=[],r=[];for(let o of this.seq)o.type===e.SAMPLER_2D_SHADOW||o.type===e.SAMPLER_CUBE_SHADOW||o.type===e.SAMPLER_2D_ARRAY_SHADOW?s.push(o):r.push(o);s.length>0&&(this.seq=s.concat(r))}setValue(e,t,n,s){let r=this.map[t];r!==void 0&&r.setValue(e,n,s)}setOptional(e,t,n){let s=t[n];s!==void 0&&this.setValue(e,n,s)}static upload(e,t,n,s){for(let r=0,o=t.length;r!==o;++r){let a=t[r],l=n[a.id];l.needsUpdate!==!1&&a.setValue(e,l.value,s)}}static seqWithValue(e,t){let n=[];for(let s=0,r=e.length;s!==r;++s){let o=e[s];o.id in t&&n.push(o)}return n}};function rg(i,e,t){let n=i.createShader(e);return i.shaderSource(n,t),i.compileShader(n),n}var oS=37297,aS=0;function lS(i,e){let t=i.split(`
`),n=[],s=Math.max(e-6,0),r=Math.min(e+6,t.length);for(let o=s;o<r;o++){let a=o+1;n.push(`${a===e?">":" "} ${a}: ${t[o]}`)}return n.join(`
`)}var og=new Oe;function cS(i){Qe._getMatrix(og,Qe.workingColorSpace,i);let e=`mat3( ${og.elements.map(t=>t.toFixed(4))} )`;switch(Qe.getTransfer(i)){case Fr:return[e,"LinearTransferOETF"];case ot:return[e,"sRGBTransferOETF"];default:return Pe("WebGLProgram: Unsupported color space: ",i),[e,"LinearTransferOETF"]}}function ag(i,e,t){let n=i.getShaderParameter(e,i.COMPILE_STATUS),r=(i.getShaderInfoLog(e)||"").trim();if(n&&r==="")return"";let o=/ERROR: 0:(\d+)/.exec(r);if(o){let a=parseInt(o[1]);return t.toUpperCase()+`

`+r+`

`+lS(i.getShaderSource(e),a)}else return r}function hS(i,e){let t=cS(e);return[`vec4 ${i}( vec4 value ) {`,`	return ${t[1]}( vec4( ${t[0]} * value.rgb, value.a ) );`,"}"].join(`
`)}var uS={[Au]:"Linear",[Cu]:"Reinhard",[Ru]:"Cineon",[Pu]:"ACESFilmic",[Iu]:"AgX",[Du]:"Neutral",[Lu]:"Custom"};function dS(i,e){let t=uS[e];return t===void 0?(Pe("WebGLProgram: Unsupported toneMapping:",e),"vec3 "+i+"( vec3 color ) { return LinearToneMapping( color ); }"):"vec3 "+i+"( vec3 color ) { return "+t+"ToneMapping( color ); }"}var zl=new N;function pS(){Qe.getLuminanceCoefficients(zl);let i=zl.x.toFixed(4),e=zl.y.toFixed(4),t=zl.z.toFixed(4);return["float luminance( const in vec3 rgb ) {",`	const vec3 weights = vec3( ${i}, ${e}, ${t} );`,"	return dot( weights, rgb );","}"].join(`
`)}function fS(i){return[i.extensionClipCullDistance?"#extension GL_ANGLE_clip_cull_distance : require":"",i.extensionMultiDraw?"#extension GL_ANGLE_multi_draw : require":""].filter(uo).join(`
`)}function mS(i){let e=[];for(let t in i){let n=i[t];n!==!1&&e.push("#define "+t+" "+n)}return e.join(`
`)}function gS(i,e){let t={},n=i.getProgramParameter(e,i.ACTIVE_ATTRIBUTES);for(let s=0;s<n;s++){let r=i.getActiveAttrib(e,s),o=r.name,a=1;r.type===i.FLOAT_MAT2&&(a=2),r.type===i.FLOAT_MAT3&&(a=3),r.type===i.FLOAT_MAT4&&(a=4),t[o]={type:r.type,location:i.getAttribLocation(e,o),locationSize:a}}return t}function uo(i){return i!==""}function lg(i,e){let t=e.numSpotLightShadows+e.numSpotLightMaps-e.numSpotLightShadowsWithMaps;return i.replace(/NUM_SUN_LIGHTS/g,e.numSunLights).replace(/NUM_DIR_LIGHTS/g,e.numDirLights).replace(/NUM_SPOT_LIGHTS/g,e.numSpotLights).replace(/NUM_SPOT_LIGHT_MAPS/g,e.numSpotLightMaps).replace(/NUM_SPOT_LIGHT_COORDS/g,t).replace(/NUM_RECT_AREA_LIGHTS/g,e.numRectAreaLights).replace(/NUM_POINT_LIGHTS/g,e.numPointLights).replace(/NUM_HEMI_LIGHTS/g,e.numHemiLights).replace(/NUM_SUN_LIGHT_SHADOWS/g,e.numSunLightShadows).replace(/NUM_DIR_LIGHT_SHADOWS/g,e.numDirLightShadows).replace(/NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS/g,e.numSpotLightShadowsWithMaps).replace(/NUM_SPOT_LIGHT_SHADOWS/g,e.numSpotLightShadows).replace(/NUM_POINT_LIGHT_SHADOWS/g,e.numPointLightShadows).replace(/NUM_LIGHT_PROBE_GRIDS/g,e.numLightProbeGrids)}function cg(i,e){return i.replace(/NUM_CLIPPING_PLANES/g,e.numClippingPlanes).replace(/UNION_CLIPPING_PLANES/g,e.numClippingPlanes-e.numClipIntersection)}var xS=/^[ \t]*#include +<([\w\d./]+)>/gm;function rd(i){return i.replace(xS,vS)}function vS(i,e){let t=Xe[e];if(t===void 0)throw new Error("THREE.WebGLProgram: Can not resolve #include <"+e+">");return rd(t)}var yS=/#pragma unroll_loop_start\s+for\s*\(\s*int\s+i\s*=\s*(\d+)\s*;\s*i\s*<\s*(\d+)\s*;\s*i\s*\+\+\s*\)\s*{([\s\S]+?)}\s+#pragma unroll_loop_end/g;function hg(i){return i.replace(yS,bS)}function bS(i,e,t,n){let s="";for(let r=parseInt(e);r<parseInt(t);r++)s+=n.replace(/\[\s*i\s*\]/g,"[ "+r+" ]").replace(/UNROLLED_LOOP_INDEX/g,r);return s}function ug(i){let e=`precision ${i.precision} float;
	precision ${i.precision} int;
	precision ${i.precision} sampler2D;
	precision ${i.precision} samplerCube;
	precision ${i.precision} sampler3D;
	precision ${i.precision} sampler2DArray;
	precision ${i.precision} sampler2DShadow;
	precision ${i.precision} samplerCubeShadow;
	precision ${i.precision} sampler2DArrayShadow;
	precision ${i.precision} isampler2D;
	precision ${i.precision} isampler3D;
	precision ${i.precision} isamplerCube;
	precision ${i.precision} isampler2DArray;
	precision ${i.precision} usampler2D;
	precision ${i.precision} usampler3D;
	precision ${i.precision} usamplerCube;
	precision ${i.precision} usampler2DArray;
	`;return i.precision==="highp"?e+=`
#define HIGH_PRECISION`:i.precision==="mediump"?e+=`
#define MEDIUM_PRECISION`:i.precision==="lowp"&&(e+=`
#define LOW_PRECISION`),e}var _S={[eo]:"SHADOWMAP_TYPE_PCF",[ir]:"SHADOWMAP_TYPE_VSM"};function wS(i){return _S[i.shadowMapType]||"SHADOWMAP_TYPE_BASIC"}var MS={[rr]:"ENVMAP_MODE_REFRACTION"};function SS(i){return i.envMap===!1?"ENVMAP_MODE_REFLECTION":MS[i.envMapMode]||"ENVMAP_MODE_REFLECTION"}var TS={[Eu]:"ENVMAP_BLENDING_MULTIPLY",[Am]:"ENVMAP_BLENDING_MIX",[Cm]:"ENVMAP_BLENDING_ADD"};function ES(i){return i.envMap===!1?"ENVMAP_BLENDING_NONE":TS[i.combine]||"ENVMAP_BLENDING_NONE"}function AS(i,e,t,n){let s=i.getContext(),r=t.defines,o=t.vertexShader,a=t.fragmentShader,l=wS(t),c=t.envMapPMREM===!0?"ENVMAP_TYPE_PMREM":"ENVMAP_TYPE_CUBE",h=SS(t),u=ES(t),d=fS(t),p=mS(r),m=s.createProgram(),x,f,g=t.glslVersion?"#version "+t.glslVersion+`
`:"";t.isRawShaderMaterial?(x=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p].filter(uo).join(`
`),x.length>0&&(x+=`
`),f=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p].filter(uo).join(`
`),f.length>0&&(f+=`
`)):(x=[ug(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p,t.extensionClipCullDistance?"#define USE_CLIP_DISTANCE":"",t.batching?"#define USE_BATCHING":"",t.batchingColor?"#define USE_BATCHING_COLOR":"",t.instancing?"#define USE_INSTANCING":"",t.instancingColor?"#define USE_INSTANCING_COLOR":"",t.instancingMorph?"#define USE_INSTANCING_MORPH":"",t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.map?"#define USE_MAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+h:"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.displacementMap?"#define USE_DISPLACEMENTMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.mapUv?"#define MAP_UV "+t.mapUv:"",t.alphaMapUv?"#define ALPHAMAP_UV "+t.alphaMapUv:"",t.lightMapUv?"#define LIGHTMAP_UV "+t.lightMapUv:"",t.aoMapUv?"#define AOMAP_UV "+t.aoMapUv:"",t.emissiveMapUv?"#define EMISSIVEMAP_UV "+t.emissiveMapUv:"",t.bumpMapUv?"#define BUMPMAP_UV "+t.bumpMapUv:"",t.normalMapUv?"#define NORMALMAP_UV "+t.normalMapUv:"",t.displacementMapUv?"#define DISPLACEMENTMAP_UV "+t.displacementMapUv:"",t.metalnessMapUv?"#define METALNESSMAP_UV "+t.metalnessMapUv:"",t.roughnessMapUv?"#define ROUGHNESSMAP_UV "+t.roughnessMapUv:"",t.anisotropyMapUv?"#define ANISOTROPYMAP_UV "+t.anisotropyMapUv:"",t.clearcoatMapUv?"#define CLEARCOATMAP_UV "+t.clearcoatMapUv:"",t.clearcoatNormalMapUv?"#define CLEARCOAT_NORMALMAP_UV "+t.clearcoatNormalMapUv:"",t.clearcoatRoughnessMapUv?"#define CLEARCOAT_ROUGHNESSMAP_UV "+t.clearcoatRoughnessMapUv:"",t.diffuseRoughnessMapUv?"#define DIFFUSE_ROUGHNESSMAP_UV "+t.diffuseRoughnessMapUv:"",t.iridescenceMapUv?"#define IRIDESCENCEMAP_UV "+t.iridescenceMapUv:"",t.iridescenceThicknessMapUv?"#define IRIDESCENCE_THICKNESSMAP_UV "+t.iridescenceThicknessMapUv:"",t.sheenColorMapUv?"#define SHEEN_COLORMAP_UV "+t.sheenColorMapUv:"",t.sheenRoughnessMapUv?"#define SHEEN_ROUGHNESSMAP_UV "+t.sheenRoughnessMapUv:"",t.specularMapUv?"#define SPECULARMAP_UV "+t.specularMapUv:"",t.specularColorMapUv?"#define SPECULAR_COLORMAP_UV "+t.specularColorMapUv:"",t.specularIntensityMapUv?"#define SPECULAR_INTENSITYMAP_UV "+t.specularIntensityMapUv:"",t.transmissionMapUv?"#define TRANSMISSIONMAP_UV "+t.transmissionMapUv:"",t.thicknessMapUv?"#define THICKNESSMAP_UV "+t.thicknessMapUv:"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexNormals?"#define HAS_NORMAL":"",t.vertexColors?"#define USE_COLOR":"",t.vertexAlphas?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.flatShading?"#define FLAT_SHADED":"",t.skinning?"#define USE_SKINNING":"",t.morphTargets?"#define USE_MORPHTARGETS":"",t.morphNormals&&t.flatShading===!1?"#define USE_MORPHNORMALS":"",t.morphColors?"#define USE_MORPHCOLORS":"",t.morphTargetsCount>0?"#define MORPHTARGETS_TEXTURE_STRIDE "+t.morphTextureStride:"",t.morphTargetsCount>0?"#define MORPHTARGETS_COUNT "+t.morphTargetsCount:"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+l:"",t.sizeAttenuation?"#define USE_SIZEATTENUATION":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 modelMatrix;","uniform mat4 modelViewMatrix;","uniform mat4 projectionMatrix;","uniform mat4 viewMatrix;","uniform mat3 normalMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;","#ifdef USE_INSTANCING","	attribute mat4 instanceMatrix;","#endif","#ifdef USE_INSTANCING_COLOR","	attribute vec3 instanceColor;","#endif","#ifdef USE_INSTANCING_MORPH","	uniform sampler2D morphTexture;","#endif","attribute vec3 position;","attribute vec3 normal;","attribute vec2 uv;","#ifdef USE_UV1","	attribute vec2 uv1;","#endif","#ifdef USE_UV2","	attribute vec2 uv2;","#endif","#ifdef USE_UV3","	attribute vec2 uv3;","#endif","#ifdef USE_TANGENT","	attribute vec4 tangent;","#endif","#if defined( USE_COLOR_ALPHA )","	attribute vec4 color;","#elif defined( USE_COLOR )","	attribute vec3 color;","#endif","#ifdef USE_SKINNING","	attribute vec4 skinIndex;","	attribute vec4 skinWeight;","#endif",`
`].filter(uo).join(`
`),f=[ug(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p,t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.alphaToCoverage?"#define ALPHA_TO_COVERAGE":"",t.map?"#define USE_MAP":"",t.matcap?"#define USE_MATCAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+c:"",t.envMap?"#define "+h:"",t.envMap?"#define "+u:"",t.envMapPMREM?"#define ENVMAP_MAX_LOD "+t.envMapMaxLod+".0":"",t.envMapPMREM?"#define ENVMAP_SIZE "+t.envMapSize+".0":"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.packedNormalMap?"#define USE_PACKED_NORMALMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoat?"#define USE_CLEARCOAT":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughness?"#define USE_DIFFUSE_ROUGHNESS":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.dispersion?"#define USE_DISPERSION":"",t.retroreflection?"#define USE_RETROREFLECTION":"",t.iridescence?"#define USE_IRIDESCENCE":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaTest?"#define USE_ALPHATEST":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.sheen?"#define USE_SHEEN":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexColors||t.instancingColor?"#define USE_COLOR":"",t.vertexAlphas||t.batchingColor?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.gradientMap?"#define USE_GRADIENTMAP":"",t.flatShading?"#define FLAT_SHADED":"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+l:"",t.premultipliedAlpha?"#define PREMULTIPLIED_ALPHA":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.decodeVideoTexture?"#define DECODE_VIDEO_TEXTURE":"",t.decodeVideoTextureEmissive?"#define DECODE_VIDEO_TEXTURE_EMISSIVE":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 viewMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;",t.toneMapping!==Jn?"#define TONE_MAPPING":"",t.toneMapping!==Jn?Xe.tonemapping_pars_fragment:"",t.toneMapping!==Jn?dS("toneMapping",t.toneMapping):"",t.dithering?"#define DITHERING":"",t.opaque?"#define OPAQUE":"",Xe.colorspace_pars_fragment,hS("linearToOutputTexel",t.outputColorSpace),pS(),t.useDepthPacking?"#define DEPTH_PACKING "+t.depthPacking:"",`
`].filter(uo).join(`
`)),o=rd(o),o=lg(o,t),o=cg(o,t),a=rd(a),a=lg(a,t),a=cg(a,t),o=hg(o),a=hg(a),t.isRawShaderMaterial!==!0&&(g=`#version 300 es
`,x=[d,"#define attribute in","#define varying out","#define texture2D texture"].join(`
`)+`
`+x,f=["#define varying in",t.glslVersion===$u?"":"layout(location = 0) out highp vec4 pc_fragColor;",t.glslVersion===$u?"":"#define gl_FragColor pc_fragColor","#define gl_FragDepthEXT gl_FragDepth","#define texture2D texture","#define textureCube texture","#define texture2DProj textureProj","#define texture2DLodEXT textureLod","#define texture2DProjLodEXT textureProjLod","#define textureCubeLodEXT textureLod","#define texture2DGradEXT textureGrad","#define texture2DProjGradEXT textureProjGrad","#define textureCubeGradEXT textureGrad"].join(`
`)+`
`+f);let _=g+x+o,E=g+f+a,M=rg(s,s.VERTEX_SHADER,_),C=rg(s,s.FRAGMENT_SHADER,E);s.attachShader(m,M),s.attachShader(m,C),t.index0AttributeName!==void 0?s.bindAttribLocation(m,0,t.index0AttributeName):t.hasPositionAttribute===!0&&s.bindAttribLocation(m,0,"position"),s.linkProgram(m);function A(I){if(i.debug.checkShaderErrors){let k=s.getProgramInfoLog(m)||"",H=s.getShaderInfoLog(M)||"",q=s.getShaderInfoLog(C)||"",L=k.trim(),$=H.trim(),Z=q.trim(),V=!0,ne=!0;if(s.getProgramParameter(m,s.LINK_STATUS)===!1)if(V=!1,typeof i.debug.onShaderError=="function")i.debug.onShaderError(s,m,M,C);else{let W=ag(s,M,"vertex"),Q=ag(s,C,"fragment");ke("WebGLProgram: Shader Error "+s.getError()+" - VALIDATE_STATUS "+s.getProgramParameter(m,s.VALIDATE_STATUS)+`

Material Name: `+I.name+`
Material Type: `+I.type+`

Program Info Log: `+L+`
`+W+`
`+Q)}else L!==""?Pe("WebGLProgram: Program Info Log:",L):($===""||Z==="")&&(ne=!1);ne&&(I.diagnostics={runnable:V,programLog:L,vertexShader:{log:$,prefix:x},fragmentShader:{log:Z,prefix:f}})}s.deleteShader(M),s.deleteShader(C),v=new lr(s,m),T=gS(s,m)}let v;this.getUniforms=function(){return v===void 0&&A(this),v};let T;this.getAttributes=function(){return T===void 0&&A(this),T};let B=t.rendererExtensionParallelShaderCompile===!1;return this.isReady=function(){return B===!1&&(B=s.getProgramParameter(m,oS)),B},this.destroy=function(){n.releaseStatesOfProgram(this),s.deleteProgram(m),this.program=void 0},this.type=t.shaderType,this.name=t.shaderName,this.id=aS++,this.cacheKey=e,this.usedTimes=1,this.program=m,this.vertexShader=M,this.fragmentShader=C,this}var CS=0,od=class{constructor(){this.shaderCache=new Map,this.materialCache=new Map}update(e,t,n){let s=this._getShaderCacheForMaterial(e);return s.has(t)===!1&&(s.add(t),t.usedTimes++),s.has(n)===!1&&(s.add(n),n.usedTimes++),this}remove(e){let t=this.materialCache.get(e);for(let n of t)n.usedTimes--,n.usedTimes===0&&this.shaderCache.delete(n.code);return this.materialCache.delete(e),this}getVertexShaderStage(e){return this._getShaderStage(e.vertexShader)}getFragmentShaderStage(e){return this._getShaderStage(e.fragmentShader)}dispose(){this.shaderCache.clear(),this.materialCache.clear()}_getShaderCacheForMaterial(e){let t=this.materialCache,n=t.get(e);return n===void 0&&(n=new Set,t.set(e,n)),n}_getShaderStage(e){let t=this.shaderCache,n=t.get(e);return n===void 0&&(n=new ad(e),t.set(e,n)),n}},ad=class{constructor(e){this.id=CS++,this.code=e,this.usedTimes=0}};function RS(i){return i===Yi||i===ao||i===lo}function PS(i,e,t,n,s,r){let o=new zr,a=new od,l=new Set,c=[],h=new Map,u=n.logarithmicDepthBuffer,d={MeshDepthMaterial:"depth",MeshDistanceMaterial:"distance",MeshNormalMaterial:"normal",MeshBasicMaterial:"basic",MeshLambertMaterial:"lambert",MeshPhongMaterial:"phong",MeshToonMaterial:"toon",MeshStandardMaterial:"physical",MeshPhysicalMaterial:"physical",MeshMatcapMaterial:"matcap",LineBasicMaterial:"basic",LineDashedMaterial:"dashed",PointsMaterial:"points",ShadowMaterial:"shadow",SpriteMaterial:"sprite"};function p(v){return l.add(v),v===0?"uv":`uv${v}`}function m(v,T,B,I,k,H){let q=I.fog,L=k.geometry,$=v.isMeshStandardMaterial||v.isMeshLambertMaterial||v.isMeshPhongMaterial?I.environment:null,Z=v.isMeshStandardMaterial||v.isMeshLambertMaterial&&!v.envMap||v.isMeshPhongMaterial&&!v.envMap,V=e.get(v.envMap||$,Z),ne=d[v.type],W=n.precision;v.precision!==null&&(W=n.getMaxPrecision(v.precision),W!==v.precision&&Pe("WebGLProgram.getParameters:",v.precision,"not supported, using",W,"instead."));let Q=L.morphAttributes.position||L.morphAttributes.normal||L.morphAttributes.color,ee=Q!==void 0?Q.length:0,Te=0;L.morphAttributes.position!==void 0&&(Te=1),L.morphAttributes.normal!==void 0&&(Te=2),L.morphAttributes.color!==void 0&&(Te=3);let Ue,K,me,we;if(ne){let pe=ei[ne];Ue=pe.vertexShader,K=pe.fragmentShader}else{Ue=v.vertexShader,K=v.fragmentShader;let pe=a.getVertexShaderStage(v),lt=a.getFragmentShaderStage(v);a.update(v,pe,lt),me=pe.id,we=lt.id}let Le=i.getRenderTarget(),ge=i.state.buffers.depth.getReversed(),He=k.isInstancedMesh===!0,At=k.isBatchedMesh===!0,De=!!v.map,at=!!v.matcap,ht=!!V,je=ht&&V.isPMREMTexture===!0,Gt=!!v.aoMap,Lt=!!v.lightMap,un=!!v.bumpMap&&v.wireframe===!1,wt=!!v.normalMap,Xn=!!v.displacementMap,Bt=!!v.emissiveMap,_n=!!v.metalnessMap,wn=!!v.roughnessMap,Mn=v.anisotropy>0,D=v.clearcoat>0,Sn=v.diffuseRoughness>0,xt=v.dispersion>0,vt=v.retroreflectivity>0,de=v.iridescence>0,It=v.sheen>0,Ie=v.transmission>0,Fe=Mn&&!!v.anisotropyMap,S=D&&!!v.clearcoatMap,y=D&&!!v.clearcoatNormalMap,F=D&&!!v.clearcoatRoughnessMap,te=Sn&&!!v.diffuseRoughnessMap,J=de&&!!v.iridescenceMap,re=de&&!!v.iridescenceThicknessMap,he=It&&!!v.sheenColorMap,X=It&&!!v.sheenRoughnessMap,Y=!!v.specularMap,ae=!!v.specularColorMap,R=!!v.specularIntensityMap,j=Ie&&!!v.transmissionMap,G=Ie&&!!v.thicknessMap,le=!!v.gradientMap,se=!!v.alphaMap,oe=v.alphaTest>0,Ce=!!v.alphaHash,Ge=!!v.extensions,ie=Jn;v.toneMapped&&(Le===null||Le.isXRRenderTarget===!0)&&(ie=i.toneMapping);let Re=je?V.isCompressedCubeTexture?V.image[0].mipmaps:V.mipmaps:null,Ve={shaderID:ne,shaderType:v.type,shaderName:v.name,vertexShader:Ue,fragmentShader:K,defines:v.defines,customVertexShaderID:me,customFragmentShaderID:we,isRawShaderMaterial:v.isRawShaderMaterial===!0,glslVersion:v.glslVersion,precision:W,batching:At,batchingColor:At&&k._colorsTexture!==null,instancing:He,instancingColor:He&&k.instanceColor!==null,instancingMorph:He&&k.morphTexture!==null,outputColorSpace:Le===null?i.outputColorSpace:Le.isXRRenderTarget===!0?Le.texture.colorSpace:Qe.workingColorSpace,alphaToCoverage:!!v.alphaToCoverage,map:De,matcap:at,envMap:ht,envMapMode:ht&&V.mapping,envMapPMREM:je,envMapMaxLod:je?Re.length-1:null,envMapSize:je?Re[0].width:null,aoMap:Gt,lightMap:Lt,bumpMap:un,normalMap:wt,displacementMap:Xn,emissiveMap:Bt,normalMapObjectSpace:wt&&v.normalMapType===Lm,normalMapTangentSpace:wt&&v.normalMapType===Hu,packedNormalMap:wt&&v.normalMapType===Hu&&RS(v.normalMap.format),metalnessMap:_n,roughnessMap:wn,anisotropy:Mn,anisotropyMap:Fe,clearcoat:D,clearcoatMap:S,clearcoatNormalMap:y,clearcoatRoughnessMap:F,diffuseRoughness:Sn,diffuseRoughnessMap:te,dispersion:xt,retroreflection:vt,iridescence:de,iridescenceMap:J,iridescenceThicknessMap:re,sheen:It,sheenColorMap:he,sheenRoughnessMap:X,specularMap:Y,specularColorMap:ae,specularIntensityMap:R,transmission:Ie,transmissionMap:j,thicknessMap:G,gradientMap:le,opaque:v.transparent===!1&&v.blending===sr&&v.alphaToCoverage===!1,alphaMap:se,alphaTest:oe,alphaHash:Ce,combine:v.combine,mapUv:De&&p(v.map.channel),aoMapUv:Gt&&p(v.aoMap.channel),lightMapUv:Lt&&p(v.lightMap.channel),bumpMapUv:un&&p(v.bumpMap.channel),normalMapUv:wt&&p(v.normalMap.channel),displacementMapUv:Xn&&p(v.displacementMap.channel),emissiveMapUv:Bt&&p(v.emissiveMap.channel),metalnessMapUv:_n&&p(v.metalnessMap.channel),roughnessMapUv:wn&&p(v.roughnessMap.channel),anisotropyMapUv:Fe&&p(v.anisotropyMap.channel),clearcoatMapUv:S&&p(v.clearcoatMap.channel),clearcoatNormalMapUv:y&&p(v.clearcoatNormalMap.channel),clearcoatRoughnessMapUv:F&&p(v.clearcoatRoughnessMap.channel),diffuseRoughnessMapUv:te&&p(v.diffuseRoughnessMap.channel),iridescenceMapUv:J&&p(v.iridescenceMap.channel),iridescenceThicknessMapUv:re&&p(v.iridescenceThicknessMap.channel),sheenColorMapUv:he&&p(v.sheenColorMap.channel),sheenRoughnessMapUv:X&&p(v.sheenRoughnessMap.channel),specularMapUv:Y&&p(v.specularMap.channel),specularColorMapUv:ae&&p(v.specularColorMap.channel),specularIntensityMapUv:R&&p(v.specularIntensityMap.channel),transmissionMapUv:j&&p(v.transmissionMap.channel),thicknessMapUv:G&&p(v.thicknessMap.channel),alphaMapUv:se&&p(v.alphaMap.channel),vertexTangents:!!L.attributes.tangent&&(wt||Mn),vertexNormals:!!L.attributes.normal,vertexColors:v.vertexColors,vertexAlphas:v.vertexColors===!0&&!!L.attributes.color&&L.attributes.color.itemSize===4,pointsUvs:k.isPoints===!0&&!!L.attributes.uv&&(De||se),fog:!!q,useFog:v.fog===!0,fogExp2:!!q&&q.isFogExp2,flatShading:v.wireframe===!1&&(v.flatShading===!0||L.attributes.normal===void 0&&wt===!1&&(v.isMeshLambertMaterial||v.isMeshPhongMaterial||v.isMeshStandardMaterial||v.isMeshPhysicalMaterial)),sizeAttenuation:v.sizeAttenuation===!0,logarithmicDepthBuffer:u,reversedDepthBuffer:ge,skinning:k.isSkinnedMesh===!0,hasPositionAttribute:L.attributes.position!==void 0,morphTargets:L.morphAttributes.position!==void 0,morphNormals:L.morphAttributes.normal!==void 0,morphColors:L.morphAttributes.color!==void 0,morphTargetsCount:ee,morphTextureStride:Te,numSunLights:T.sun.length,numDirLights:T.directional.length,numPointLights:T.point.length,numSpotLights:T.spot.length,numSpotLightMaps:T.spotLightMap.length,numRectAreaLights:T.rectArea.length,numHemiLights:T.hemi.length,numSunLightShadows:T.sunShadowMap.length,numDirLightShadows:T.directionalShadowMap.length,numPointLightShadows:T.pointShadowMap.length,numSpotLightShadows:T.spotShadowMap.length,numSpotLightShadowsWithMaps:T.numSpotLightShadowsWithMaps,numLightProbes:T.numLightProbes,numLightProbeGrids:H.filter(pe=>pe.texture!==null).length,numClippingPlanes:r.numPlanes,numClipIntersection:r.numIntersection,dithering:v.dithering,shadowMapEnabled:i.shadowMap.enabled&&B.length>0,shadowMapType:i.shadowMap.type,toneMapping:ie,decodeVideoTexture:De&&v.map.isVideoTexture===!0&&Qe.getTransfer(v.map.colorSpace)===ot,decodeVideoTextureEmissive:Bt&&v.emissiveMap.isVideoTexture===!0&&Qe.getTransfer(v.emissiveMap.colorSpace)===ot,premultipliedAlpha:v.premultipliedAlpha,doubleSided:v.side===Cn,flipSided:v.side===hn,useDepthPacking:v.depthPacking>=0,depthPacking:v.depthPacking||0,index0AttributeName:v.index0AttributeName,extensionClipCullDistance:Ge&&v.extensions.clipCullDistance===!0&&t.has("WEBGL_clip_cull_distance"),extensionMultiDraw:(Ge&&v.extensions.multiDraw===!0||At)&&t.has("WEBGL_multi_draw"),rendererExtensionParallelShaderCompile:t.has("KHR_parallel_shader_compile"),customProgramCacheKey:v.customProgramCacheKey()};return Ve.vertexUv1s=l.has(1),Ve.vertexUv2s=l.has(2),Ve.vertexUv3s=l.has(3),l.clear(),Ve}function x(v){let T=[];if(v.shaderID?T.push(v.shaderID):(T.push(v.customVertexShaderID),T.push(v.customFragmentShaderID)),v.defines!==void 0)for(let B in v.defines)T.push(B),T.push(v.defines[B]);return v.isRawShaderMaterial===!1&&(f(T,v),g(T,v),T.push(i.outputColorSpace)),T.push(v.customProgramCacheKey),T.join()}function f(v,T){v.push(T.precision),v.push(T.outputColorSpace),v.push(T.envMapMode),v.push(T.envMapPMREM),v.push(T.envMapMaxLod),v.push(T.envMapSize),v.push(T.mapUv),v.push(T.alphaMapUv),v.push(T.lightMapUv),v.push(T.aoMapUv),v.push(T.bumpMapUv),v.push(T.normalMapUv),v.push(T.displacementMapUv),v.push(T.emissiveMapUv),v.push(T.metalnessMapUv),v.push(T.roughnessMapUv),v.push(T.anisotropyMapUv),v.push(T.clearcoatMapUv),v.push(T.clearcoatNormalMapUv),v.push(T.clearcoatRoughnessMapUv),v.push(T.diffuseRoughnessMapUv),v.push(T.iridescenceMapUv),v.push(T.iridescenceThicknessMapUv),v.push(T.sheenColorMapUv),v.push(T.sheenRoughnessMapUv),v.push(T.specularMapUv),v.push(T.specularColorMapUv),v.push(T.specularIntensityMapUv),v.push(T.transmissionMapUv),v.push(T.thicknessMapUv),v.push(T.combine),v.push(T.fogExp2),v.push(T.sizeAttenuation),v.push(T.morphTargetsCount),v.push(T.numSunLights),v.push(T.numDirLights),v.push(T.numPointLights),v.push(T.numSpotLights),v.push(T.numSpotLightMaps),v.push(T.numHemiLights),v.push(T.numRectAreaLights),v.push(T.numSunLightShadows),v.push(T.numDirLightShadows),v.push(T.numPointLightShadows),v.push(T.numSpotLightShadows),v.push(T.numSpotLightShadowsWithMaps),v.push(T.numLightProbes),v.push(T.numLightProbeGrids),v.push(T.shadowMapType),v.push(T.toneMapping),v.push(T.numClippingPlanes),v.push(T.numClipIntersection),v.push(T.depthPacking)}function g(v,T){o.disableAll(),T.instancing&&o.enable(0),T.instancingColor&&o.enable(1),T.instancingMorph&&o.enable(2),T.matcap&&o.enable(3),T.envMap&&o.enable(4),T.normalMapObjectSpace&&o.enable(5),T.normalMapTangentSpace&&o.enable(6),T.clearcoat&&o.enable(7),T.iridescence&&o.enable(8),T.alphaTest&&o.enable(9),T.vertexColors&&o.enable(10),T.vertexAlphas&&o.enable(11),T.vertexUv1s&&o.enable(12),T.vertexUv2s&&o.enable(13),T.vertexUv3s&&o.enable(14),T.vertexTangents&&o.enable(15),T.anisotropy&&o.enable(16),T.alphaHash&&o.enable(17),T.batching&&o.enable(18),T.dispersion&&o.enable(19),T.retroreflection&&o.enable(24),T.diffuseRoughness&&o.enable(25),T.batchingColor&&o.enable(20),T.gradientMap&&o.enable(21),T.packedNormalMap&&o.enable(22),T.vertexNormals&&o.enable(23),v.push(o.mask),o.disableAll(),T.fog&&o.enable(0),T.useFog&&o.enable(1),T.flatShading&&o.enable(2),T.logarithmicDepthBuffer&&o.enable(3),T.reversedDepthBuffer&&o.enable(4),T.skinning&&o.enable(5),T.morphTargets&&o.enable(6),T.morphNormals&&o.enable(7),T.morphColors&&o.enable(8),T.premultipliedAlpha&&o.enable(9),T.shadowMapEnabled&&o.enable(10),T.doubleSided&&o.enable(11),T.flipSided&&o.enable(12),T.useDepthPacking&&o.enable(13),T.dithering&&o.enable(14),T.transmission&&o.enable(15),T.sheen&&o.enable(16),T.opaque&&o.enable(17),T.pointsUvs&&o.enable(18),T.decodeVideoTexture&&o.enable(19),T.decodeVideoTextureEmissive&&o.enable(20),T.alphaToCoverage&&o.enable(21),T.numLightProbeGrids>0&&o.enable(22),T.hasPositionAttribute&&o.enable(23),v.push(o.mask)}function _(v){let T=d[v.type],B;if(T){let I=ei[T];B=Xm.clone(I.uniforms)}else B=v.uniforms;return B}function E(v,T){let B=h.get(T);return B!==void 0?++B.usedTimes:(B=new AS(i,T,v,s),c.push(B),h.set(T,B)),B}function M(v){if(--v.usedTimes===0){let T=c.indexOf(v);c[T]=c[c.length-1],c.pop(),h.delete(v.cacheKey),v.destroy()}}function C(v){a.remove(v)}function A(){a.dispose()}return{getParameters:m,getProgramCacheKey:x,getUniforms:_,acquireProgram:E,releaseProgram:M,releaseShaderCache:C,programs:c,dispose:A}}function LS(){let i=new WeakMap;function e(o){return i.has(o)}function t(o){let a=i.get(o);return a===void 0&&(a={},i.set(o,a)),a}function n(o){i.delete(o)}function s(o,a,l){i.get(o)[a]=l}function r(){i=new WeakMap}return{has:e,get:t,remove:n,update:s,dispose:r}}function IS(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.material.id!==e.material.id?i.material.id-e.material.id:i.materialVariant!==e.materialVariant?i.materialVariant-e.materialVariant:i.z!==e.z?i.z-e.z:i.id-e.id}function dg(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.z!==e.z?e.z-i.z:i.id-e.id}function pg(){let i=[],e=0,t=[],n=[],s=[];function r(){e=0,t.length=0,n.length=0,s.length=0}function o(d){let p=0;return d.isInstancedMesh&&(p+=2),d.isSkinnedMesh&&(p+=1),p}function a(d,p,m,x,f,g){let _=i[e];return _===void 0?(_={id:d.id,object:d,geometry:p,material:m,materialVariant:o(d),groupOrder:x,renderOrder:d.renderOrder,z:f,group:g},i[e]=_):(_.id=d.id,_.object=d,_.geometry=p,_.material=m,_.materialVariant=o(d),_.groupOrder=x,_.renderOrder=d.renderOrder,_.z=f,_.group=g),e++,_}function l(d,p,m,x,f,g,_){_.reversedDepth===!0&&(f=-f);let E=a(d,p,m,x,f,g);m.transmission>0?n.push(E):m.transparent===!0?s.push(E):t.push(E)}function c(d,p,m,x,f,g){let _=a(d,p,m,x,f,g);m.transmission>0?n.unshift(_):m.transparent===!0?s.unshift(_):t.unshift(_)}function h(d,p){t.length>1&&t.sort(d||IS),n.length>1&&n.sort(p||dg),s.length>1&&s.sort(p||dg)}function u(){for(let d=e,p=i.length;d<p;d++){let m=i[d];if(m.id===null)break;m.id=null,m.object=null,m.geometry=null,m.material=null,m.group=null}}return{opaque:t,transmissive:n,transparent:s,init:r,push:l,unshift:c,finish:u,sort:h}}function DS(){let i=new WeakMap;function e(n,s){let r=i.get(n),o;return r===void 0?(o=new pg,i.set(n,[o])):s>=r.length?(o=new pg,r.push(o)):o=r[s],o}function t(){i=new WeakMap}return{get:e,dispose:t}}function NS(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={direction:new N,color:new Ae};break;case"SpotLight":t={position:new N,direction:new N,color:new Ae,distance:0,coneCos:0,penumbraCos:0,decay:0};break;case"PointLight":t={position:new N,color:new Ae,distance:0,decay:0};break;case"HemisphereLight":t={direction:new N,skyColor:new Ae,groundColor:new Ae};break;case"RectAreaLight":t={color:new Ae,position:new N,halfWidth:new N,halfHeight:new N};break}return i[e.id]=t,t}}}function kS(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Ne};break;case"SpotLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Ne};break;case"PointLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Ne,shadowCameraNear:1,shadowCameraFar:1e3};break}return i[e.id]=t,t}}}var OS=0;function FS(i,e){return(e.castShadow?2:0)-(i.castShadow?2:0)+(e.map?1:0)-(i.map?1:0)}function US(i){let e=new NS,t=kS(),n={version:0,hash:{sunLength:-1,directionalLength:-1,pointLength:-1,spotLength:-1,rectAreaLength:-1,hemiLength:-1,numSunShadows:-1,numDirectionalShadows:-1,numPointShadows:-1,numSpotShadows:-1,numSpotMaps:-1,numLightProbes:-1},ambient:[0,0,0],probe:[],sun:[],sunShadow:[],sunShadowMap:[],sunShadowMatrix:[],sunShadowCascade:[],directional:[],directionalShadow:[],directionalShadowMap:[],directionalShadowMatrix:[],spot:[],spotLightMap:[],spotShadow:[],spotShadowMap:[],spotLightMatrix:[],rectArea:[],rectAreaLTC1:null,rectAreaLTC2:null,point:[],pointShadow:[],pointShadowMap:[],pointShadowMatrix:[],hemi:[],numSpotLightShadowsWithMaps:0,numLightProbes:0};for(let c=0;c<9;c++)n.probe.push(new N);let s=new N,r=new pt,o=new pt;function a(c){let h=0,u=0,d=0;for(let H=0;H<9;H++)n.probe[H].set(0,0,0);let p=0,m=0,x=0,f=0,g=0,_=0,E=0,M=0,C=0,A=0,v=0,T=0,B=0,I=0;c.sort(FS);for(let H=0,q=c.length;H<q;H++){let L=c[H],$=L.color,Z=L.intensity,V=L.distance,ne=null;if(L.shadow&&L.shadow.map&&(L.shadow.map.texture.format===Yi?ne=L.shadow.map.texture:ne=L.shadow.map.depthTexture||L.shadow.map.texture),L.isAmbientLight)h+=$.r*Z,u+=$.g*Z,d+=$.b*Z;else if(L.isLightProbe){for(let W=0;W<9;W++)n.probe[W].addScaledVector(L.sh.coefficients[W],Z);I++}else if(L.isSunLight){let W=e.get(L);if(W.color.copy(L.color).multiplyScalar(L.intensity),L.castShadow){let Q=L.shadow,ee=t.get(L);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize.copy(Q.mapSize).multiply(Q.getFrameExtents()),n.sunShadow[m]=ee,n.sunShadowMap[m]=ne;let Te=Q.getViewportCount();for(let Ue=0;Ue<Te;Ue++)n.sunShadowMatrix[x+Ue]=Q.getMatrix(Ue),n.sunShadowCascade[x+Ue]=Q._cascadeData[Ue];x+=Te,m++}n.sun[p]=W,p++}else if(L.isDirectionalLight){let W=e.get(L);if(W.color.copy(L.color).multiplyScalar(L.intensity),L.castShadow){let Q=L.shadow,ee=t.get(L);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize=Q.mapSize,n.directionalShadow[f]=ee,n.directionalShadowMap[f]=ne,n.directionalShadowMatrix[f]=L.shadow.matrix,C++}n.directional[f]=W,f++}else if(L.isSpotLight){let W=e.get(L);W.position.setFromMatrixPosition(L.matrixWorld),W.color.copy($).multiplyScalar(Z),W.distance=V,W.coneCos=Math.cos(L.angle),W.penumbraCos=Math.cos(L.angle*(1-L.penumbra)),W.decay=L.decay,n.spot[_]=W;let Q=L.shadow;if(L.map&&(n.spotLightMap[T]=L.map,T++,Q.updateMatrices(L),L.castShadow&&B++),n.spotLightMatrix[_]=Q.matrix,L.castShadow){let ee=t.get(L);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize=Q.mapSize,n.spotShadow[_]=ee,n.spotShadowMap[_]=ne,v++}_++}else if(L.isRectAreaLight){let W=e.get(L);W.color.copy($).multiplyScalar(Z),W.halfWidth.set(L.width*.5,0,0),W.halfHeight.set(0,L.height*.5,0),n.rectArea[E]=W,E++}else if(L.isPointLight){let W=e.get(L);if(W.color.copy(L.color).multiplyScalar(L.intensity),W.distance=L.distance,W.decay=L.decay,L.castShadow){let Q=L.shadow,ee=t.get(L);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize=Q.mapSize,ee.shadowCameraNear=Q.camera.near,ee.shadowCameraFar=Q.camera.far,n.pointShadow[g]=ee,n.pointShadowMap[g]=ne,n.pointShadowMatrix[g]=L.shadow.matrix,A++}n.point[g]=W,g++}else if(L.isHemisphereLight){let W=e.get(L);W.skyColor.copy(L.color).multiplyScalar(Z),W.groundColor.copy(L.groundColor).multiplyScalar(Z),n.hemi[M]=W,M++}}E>0&&(i.has("OES_texture_float_linear")===!0?(n.rectAreaLTC1=fe.LTC_FLOAT_1,n.rectAreaLTC2=fe.LTC_FLOAT_2):(n.rectAreaLTC1=fe.LTC_HALF_1,n.rectAreaLTC2=fe.LTC_HALF_2)),n.ambient[0]=h,n.ambient[1]=u,n.ambient[2]=d;let k=n.hash;(k.sunLength!==p||k.directionalLength!==f||k.pointLength!==g||k.spotLength!==_||k.rectAreaLength!==E||k.hemiLength!==M||k.numSunShadows!==m||k.numDirectionalShadows!==C||k.numPointShadows!==A||k.numSpotShadows!==v||k.numSpotMaps!==T||k.numLightProbes!==I)&&(n.sun.length=p,n.directional.length=f,n.spot.length=_,n.rectArea.length=E,n.point.length=g,n.hemi.length=M,n.sunShadow.length=m,n.sunShadowMap.length=m,n.sunShadowMatrix.length=x,n.sunShadowCascade.length=x,n.directionalShadow.length=C,n.directionalShadowMap.length=C,n.directionalShadowMatrix.length=C,n.pointShadow.length=A,n.pointShadowMap.length=A,n.pointShadowMatrix.length=A,n.spotShadow.length=v,n.spotShadowMap.length=v,n.spotLightMatrix.length=v+T-B,n.spotLightMap.length=T,n.numSpotLightShadowsWithMaps=B,n.numLightProbes=I,k.sunLength=p,k.directionalLength=f,k.pointLength=g,k.spotLength=_,k.rectAreaLength=E,k.hemiLength=M,k.numSunShadows=m,k.numDirectionalShadows=C,k.numPointShadows=A,k.numSpotShadows=v,k.numSpotMaps=T,k.numLightProbes=I,n.version=OS++)}function l(c,h){let u=0,d=0,p=0,m=0,x=0,f=0,g=h.matrixWorldInverse;for(let _=0,E=c.length;_<E;_++){let M=c[_];if(M.isSunLight){let C=n.sun[u];C.direction.setFromMatrixPosition(M.matrixWorld),C.direction.transformDirection(g),u++}else if(M.isDirectionalLight){let C=n.directional[d];C.direction.setFromMatrixPosition(M.matrixWorld),s.setFromMatrixPosition(M.target.matrixWorld),C.direction.sub(s),C.direction.transformDirection(g),d++}else if(M.isSpotLight){let C=n.spot[m];C.position.setFromMatrixPosition(M.matrixWorld),C.position.applyMatrix4(g),C.direction.setFromMatrixPosition(M.matrixWorld),s.setFromMatrixPosition(M.target.matrixWorld),C.direction.sub(s),C.direction.transformDirection(g),m++}else if(M.isRectAreaLight){let C=n.rectArea[x];C.position.setFromMatrixPosition(M.matrixWorld),C.position.applyMatrix4(g),o.identity(),r.copy(M.matrixWorld),r.premultiply(g),o.extractRotation(r),C.halfWidth.set(M.width*.5,0,0),C.halfHeight.set(0,M.height*.5,0),C.halfWidth.applyMatrix4(o),C.halfHeight.applyMatrix4(o),x++}else if(M.isPointLight){let C=n.point[p];C.position.setFromMatrixPosition(M.matrixWorld),C.position.applyMatrix4(g),p++}else if(M.isHemisphereLight){let C=n.hemi[f];C.direction.setFromMatrixPosition(M.matrixWorld),C.direction.transformDirection(g),f++}}}return{setup:a,setupView:l,state:n}}function fg(i){let e=new US(i),t=[],n=[],s=[];function r(u){h.camera=u,t.length=0,n.length=0,s.length=0}function o(u){u.isLightProbeGrid?s.push(u):t.push(u)}function a(u){n.push(u)}function l(){e.setup(t),s.sort((u,d)=>u.priority-d.priority||u.id-d.id)}function c(u){e.setupView(t,u)}let h={lightsArray:t,shadowsArray:n,lightProbeGridArray:s,camera:null,lights:e,transmissionRenderTarget:{},textureUnits:0};return{init:r,state:h,setupLights:l,setupLightsView:c,pushLight:o,pushShadow:a}}function BS(i){let e=new WeakMap;function t(s,r=0){let o=e.get(s),a;return o===void 0?(a=new fg(i),e.set(s,[a])):r>=o.length?(a=new fg(i),o.push(a)):a=o[r],a}function n(){e=new WeakMap}return{get:t,dispose:n}}var zS=`void main() {
	gl_Position = vec4( position, 1.0 );
}`,HS=`uniform sampler2D shadow_pass;
uniform vec2 resolution;
uniform float radius;
void main() {
	const float samples = float( VSM_SAMPLES );
	float mean = 0.0;
	float squared_mean = 0.0;
	float uvStride = samples <= 1.0 ? 0.0 : 2.0 / ( samples - 1.0 );
	float uvStart = samples <= 1.0 ? 0.0 : - 1.0;
	for ( float i = 0.0; i < samples; i ++ ) {
		float uvOffset = uvStart + i * uvStride;
		#ifdef HORIZONTAL_PASS
			vec2 distribution = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( uvOffset, 0.0 ) * radius ) / resolution ).rg;
			mean += distribution.x;
			squared_mean += distribution.y * distribution.y + distribution.x * distribution.x;
		#else
			float depth = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( 0.0, uvOffset ) * radius ) / resolution ).r;
			mean += depth;
			squared_mean += depth * depth;
		#endif
	}
	mean = mean / samples;
	squared_mean = squared_mean / samples;
	float std_dev = sqrt( max( 0.0, squared_mean - mean * mean ) );
	gl_FragColor = vec4( mean, std_dev, 0.0, 1.0 );
}`,VS=[new N(1,0,0),new N(-1,0,0),new N(0,1,0),new N(0,-1,0),new N(0,0,1),new N(0,0,-1)],GS=[new N(0,-1,0),new N(0,-1,0),new N(0,0,1),new N(0,0,-1),new N(0,-1,0),new N(0,-1,0)],mg=new pt,ho=new N,td=new N;function WS(i,e,t){let n=new zi,s=new Ne,r=new Ne,o=new yt,a=new Ba,l=new za,c={},h=t.maxTextureSize,u={[Zn]:hn,[hn]:Zn,[Cn]:Cn},d=new cn({defines:{VSM_SAMPLES:8},uniforms:{shadow_pass:{value:null},resolution:{value:new Ne},radius:{value:4}},vertexShader:zS,fragmentShader:HS}),p=d.clone();p.defines.HORIZONTAL_PASS=1;let m=new pn;m.setAttribute("position",new Nn(new Float32Array([-1,-1,.5,3,-1,.5,-1,3,.5]),3));let x=new ln(m,d),f=this;this.enabled=!1,this.autoUpdate=!0,this.needsUpdate=!1,this.type=eo;let g=this.type;this.render=function(A,v,T){if(f.enabled===!1||f.autoUpdate===!1&&f.needsUpdate===!1||A.length===0)return;this.type===lm&&(Pe("WebGLShadowMap: PCFSoftShadowMap has been removed. Using PCFShadowMap instead."),this.type=eo);let B=i.getRenderTarget(),I=i.getActiveCubeFace(),k=i.getActiveMipmapLevel(),H=i.state;H.setBlending(xs),H.buffers.depth.getReversed()===!0?H.buffers.color.setClear(0,0,0,0):H.buffers.color.setClear(1,1,1,1),H.buffers.depth.setTest(!0),H.setScissorTest(!1);let q=g!==this.type;q&&v.traverse(function(L){L.material&&(Array.isArray(L.material)?L.material.forEach($=>$.needsUpdate=!0):L.material.needsUpdate=!0)});for(let L=0,$=A.length;L<$;L++){let Z=A[L],V=Z.shadow;if(V===void 0){Pe("WebGLShadowMap:",Z,"has no shadow.");continue}if(V.autoUpdate===!1&&V.needsUpdate===!1)continue;s.copy(V.mapSize);let ne=V.getFrameExtents();s.multiply(ne),r.copy(V.mapSize),(s.x>h||s.y>h)&&(s.x>h&&(r.x=Math.floor(h/ne.x),s.x=r.x*ne.x,V.mapSize.x=r.x),s.y>h&&(r.y=Math.floor(h/ne.y),s.y=r.y*ne.y,V.mapSize.y=r.y));let W=i.state.buffers.depth.getReversed();if(V.camera._reversedDepth=W,V.map===null||q===!0){if(V.map!==null&&(V.map.depthTexture!==null&&(V.map.depthTexture.dispose(),V.map.depthTexture=null),V.map.dispose()),this.type===ir){if(Z.isPointLight){Pe("WebGLShadowMap: VSM shadow maps are not supported for PointLights. Use PCF or BasicShadowMap instead.");continue}V.map=new vn(s.x,s.y,{format:Yi,type:Un,minFilter:kt,magFilter:kt,generateMipmaps:!1}),V.map.texture.name=Z.name+".shadowMap",V.map.depthTexture=new pi(s.x,s.y,Fn),V.map.depthTexture.name=Z.name+".shadowMapDepth",V.map.depthTexture.format=ui,V.map.depthTexture.compareFunction=null,V.map.depthTexture.minFilter=Pt,V.map.depthTexture.magFilter=Pt}else Z.isPointLight?(V.map=new po(s.x),V.map.depthTexture=new qr(s.x,On)):(V.map=new vn(s.x,s.y),V.map.depthTexture=new pi(s.x,s.y,On)),V.map.depthTexture.name=Z.name+".shadowMap",V.map.depthTexture.format=ui,this.type===eo?(V.map.depthTexture.compareFunction=W?Gu:Vu,V.map.depthTexture.minFilter=kt,V.map.depthTexture.magFilter=kt):(V.map.depthTexture.compareFunction=null,V.map.depthTexture.minFilter=Pt,V.map.depthTexture.magFilter=Pt);V.camera.updateProjectionMatrix()}V.map.isWebGLCubeRenderTarget!==!0&&(V.map.width!==s.x||V.map.height!==s.y)&&V.map.setSize(s.x,s.y);let Q=V.map.isWebGLCubeRenderTarget?6:V.getViewportCount();Z.isPointLight!==!0&&V.updateMatrices(Z,T);let ee=(V.camera.layers.mask&4294967294)!==0?V.camera.layers:T.layers;for(let Te=0;Te<Q;Te++){let Ue=V.getCamera(Te);if(Z.isPointLight){let K=V.camera,me=V.matrix,we=Z.distance||K.far;we!==K.far&&(K.far=we,K.updateProjectionMatrix()),ho.setFromMatrixPosition(Z.matrixWorld),K.position.copy(ho),td.copy(K.position),td.add(VS[Te]),K.up.copy(GS[Te]),K.lookAt(td),K.updateMatrixWorld(),me.makeTranslation(-ho.x,-ho.y,-ho.z),mg.multiplyMatrices(K.projectionMatrix,K.matrixWorldInverse),V._frustum.setFromProjectionMatrix(mg,K.coordinateSystem,K.reversedDepth)}if(V.map.isWebGLCubeRenderTarget)i.setRenderTarget(V.map,Te),i.clear();else{Te===0&&(i.setRenderTarget(V.map),i.clear());let K=V.getViewport(Te);o.set(r.x*K.x,r.y*K.y,r.x*K.z,r.y*K.w),H.viewport(o)}n=V.getFrustum(Te),M(v,T,Ue,Z,ee,this.type)}V.isPointLightShadow!==!0&&this.type===ir&&_(V,T),V.needsUpdate=!1}g=this.type,f.needsUpdate=!1,i.setRenderTarget(B,I,k)};function _(A,v){let T=e.update(x);d.defines.VSM_SAMPLES!==A.blurSamples&&(d.defines.VSM_SAMPLES=A.blurSamples,p.defines.VSM_SAMPLES=A.blurSamples,d.needsUpdate=!0,p.needsUpdate=!0),A.mapPass===null?A.mapPass=new vn(s.x,s.y,{format:Yi,type:Un}):(A.mapPass.width!==A.map.width||A.mapPass.height!==A.map.height)&&A.mapPass.setSize(A.map.width,A.map.height),d.uniforms.shadow_pass.value=A.map.depthTexture,d.uniforms.resolution.value.set(A.map.width,A.map.height),d.uniforms.radius.value=A.radius,i.setRenderTarget(A.mapPass),i.clear(),i.renderBufferDirect(v,null,T,d,x,null),p.uniforms.shadow_pass.value=A.mapPass.texture,p.uniforms.resolution.value.set(A.map.width,A.map.height),p.uniforms.radius.value=A.radius,i.setRenderTarget(A.map),i.clear(),i.renderBufferDirect(v,null,T,p,x,null)}function E(A,v,T,B){let I=null,k=T.isPointLight===!0?A.customDistanceMaterial:A.customDepthMaterial;if(k!==void 0)I=k;else if(I=T.isPointLight===!0?l:a,i.localClippingEnabled&&v.clipShadows===!0&&Array.isArray(v.clippingPlanes)&&v.clippingPlanes.length!==0||v.displacementMap&&v.displacementScale!==0||v.alphaMap&&v.alphaTest>0||v.map&&v.alphaTest>0||v.alphaToCoverage===!0){let H=I.uuid,q=v.uuid,L=c[H];L===void 0&&(L={},c[H]=L);let $=L[q];$===void 0&&($=I.clone(),L[q]=$,v.addEventListener("dispose",C)),I=$}if(I.visible=v.visible,I.wireframe=v.wireframe,B===ir?I.side=v.shadowSide!==null?v.shadowSide:v.side:I.side=v.shadowSide!==null?v.shadowSide:u[v.side],I.alphaMap=v.alphaMap,I.alphaTest=v.alphaToCoverage===!0?.5:v.alphaTest,I.map=v.map,I.clipShadows=v.clipShadows,I.clippingPlanes=v.clippingPlanes,I.clipIntersection=v.clipIntersection,I.displacementMap=v.displacementMap,I.displacementScale=v.displacementScale,I.displacementBias=v.displacementBias,I.wireframeLinewidth=v.wireframeLinewidth,I.linewidth=v.linewidth,T.isPointLight===!0&&I.isMeshDistanceMaterial===!0){let H=i.properties.get(I);H.light=T}return I}function M(A,v,T,B,I,k){if(A.visible===!1)return;if(A.layers.test(I)&&(A.isMesh||A.isLine||A.isPoints)&&(A.castShadow||A.receiveShadow&&k===ir)&&(!A.frustumCulled||A.intersectsFrustum(n))){A.modelViewMatrix.multiplyMatrices(T.matrixWorldInverse,A.matrixWorld);let L=e.update(A),$=A.material;if(Array.isArray($)){let Z=L.groups;for(let V=0,ne=Z.length;V<ne;V++){let W=Z[V],Q=$[W.materialIndex];if(Q&&Q.visible){let ee=E(A,Q,B,k);A.onBeforeShadow(i,A,v,T,L,ee,W),i.renderBufferDirect(T,null,L,ee,A,W),A.onAfterShadow(i,A,v,T,L,ee,W)}}}else if($.visible){let Z=E(A,$,B,k);A.onBeforeShadow(i,A,v,T,L,Z,null),i.renderBufferDirect(T,null,L,Z,A,null),A.onAfterShadow(i,A,v,T,L,Z,null)}}let q=A.children;for(let L=0,$=q.length;L<$;L++)M(q[L],v,T,B,I,k)}function C(A){A.target.removeEventListener("dispose",C);for(let T in c){let B=c[T],I=A.target.uuid;I in B&&(B[I].dispose(),delete B[I])}}}function $S(i,e){function t(){let R=!1,j=new yt,G=null,le=new yt(0,0,0,0);return{setMask:function(se){G!==se&&!R&&(i.colorMask(se,se,se,se),G=se)},setLocked:function(se){R=se},setClear:function(se,oe,Ce,Ge,ie){ie===!0&&(se*=Ge,oe*=Ge,Ce*=Ge),j.set(se,oe,Ce,Ge),le.equals(j)===!1&&(i.clearColor(se,oe,Ce,Ge),le.copy(j))},reset:function(){R=!1,G=null,le.set(-1,0,0,0)}}}function n(){let R=!1,j=!1,G=null,le=null,se=null;return{setReversed:function(oe){if(j!==oe){let Ce=e.get("EXT_clip_control");oe?Ce.clipControlEXT(Ce.LOWER_LEFT_EXT,Ce.ZERO_TO_ONE_EXT):Ce.clipControlEXT(Ce.LOWER_LEFT_EXT,Ce.NEGATIVE_ONE_TO_ONE_EXT),j=oe;let Ge=se;se=null,this.setClear(Ge)}},getReversed:function(){return j},setTest:function(oe){oe?ge(i.DEPTH_TEST):He(i.DEPTH_TEST)},setMask:function(oe){G!==oe&&!R&&(i.depthMask(oe),G=oe)},setFunc:function(oe){if(j&&(oe=Vm[oe]),le!==oe){switch(oe){case _a:i.depthFunc(i.NEVER);break;case wa:i.depthFunc(i.ALWAYS);break;case Ma:i.depthFunc(i.LESS);break;case Ks:i.depthFunc(i.LEQUAL);break;case Sa:i.depthFunc(i.EQUAL);break;case Ta:i.depthFunc(i.GEQUAL);break;case Ea:i.depthFunc(i.GREATER);break;case Aa:i.depthFunc(i.NOTEQUAL);break;default:i.depthFunc(i.LEQUAL)}le=oe}},setLocked:function(oe){R=oe},setClear:function(oe){se!==oe&&(se=oe,j&&(oe=1-oe),i.clearDepth(oe))},reset:function(){R=!1,G=null,le=null,se=null,j=!1}}}function s(){let R=!1,j=null,G=null,le=null,se=null,oe=null,Ce=null,Ge=null,ie=null;return{setTest:function(Re){R||(Re?ge(i.STENCIL_TEST):He(i.STENCIL_TEST))},setMask:function(Re){j!==Re&&!R&&(i.stencilMask(Re),j=Re)},setFunc:function(Re,Ve,pe){(G!==Re||le!==Ve||se!==pe)&&(i.stencilFunc(Re,Ve,pe),G=Re,le=Ve,se=pe)},setOp:function(Re,Ve,pe){(oe!==Re||Ce!==Ve||Ge!==pe)&&(i.stencilOp(Re,Ve,pe),oe=Re,Ce=Ve,Ge=pe)},setLocked:function(Re){R=Re},setClear:function(Re){ie!==Re&&(i.clearStencil(Re),ie=Re)},reset:function(){R=!1,j=null,G=null,le=null,se=null,oe=null,Ce=null,Ge=null,ie=null}}}let r=new t,o=new n,a=new s,l={},c=new WeakMap,h={},u={},d={},p=new WeakMap,m=[],x=null,f=!1,g=null,_=null,E=null,M=null,C=null,A=null,v=null,T=new Ae(0,0,0),B=0,I=!1,k=null,H=null,q=null,L=null,$=null,Z=i.getParameter(i.MAX_COMBINED_TEXTURE_IMAGE_UNITS),V=!1,ne=0,W=i.getParameter(i.VERSION);W.indexOf("WebGL")!==-1?(ne=parseFloat(/^WebGL (\d)/.exec(W)[1]),V=ne>=1):W.indexOf("OpenGL ES")!==-1&&(ne=parseFloat(/^OpenGL ES (\d)/.exec(W)[1]),V=ne>=2);let Q=null,ee={},Te=i.getParameter(i.SCISSOR_BOX),Ue=i.getParameter(i.VIEWPORT),K=new yt().fromArray(Te),me=new yt().fromArray(Ue);function we(R,j,G,le){let se=new Uint8Array(4),oe=i.createTexture();i.bindTexture(R,oe),i.texParameteri(R,i.TEXTURE_MIN_FILTER,i.NEAREST),i.texParameteri(R,i.TEXTURE_MAG_FILTER,i.NEAREST);for(let Ce=0;Ce<G;Ce++)R===i.TEXTURE_3D||R===i.TEXTURE_2D_ARRAY?i.texImage3D(j,0,i.RGBA,1,1,le,0,i.RGBA,i.UNSIGNED_BYTE,se):i.texImage2D(j+Ce,0,i.RGBA,1,1,0,i.RGBA,i.UNSIGNED_BYTE,se);return oe}let Le={};Le[i.TEXTURE_2D]=we(i.TEXTURE_2D,i.TEXTURE_2D,1),Le[i.TEXTURE_CUBE_MAP]=we(i.TEXTURE_CUBE_MAP,i.TEXTURE_CUBE_MAP_POSITIVE_X,6),Le[i.TEXTURE_2D_ARRAY]=we(i.TEXTURE_2D_ARRAY,i.TEXTURE_2D_ARRAY,1,1),Le[i.TEXTURE_3D]=we(i.TEXTURE_3D,i.TEXTURE_3D,1,1),r.setClear(0,0,0,1),o.setClear(1),a.setClear(0),ge(i.DEPTH_TEST),o.setFunc(Ks),un(!1),wt(bu),ge(i.CULL_FACE),Gt(xs);function ge(R){h[R]!==!0&&(i.enable(R),h[R]=!0)}function He(R){h[R]!==!1&&(i.disable(R),h[R]=!1)}function At(R,j){return d[R]!==j?(i.bindFramebuffer(R,j),d[R]=j,R===i.DRAW_FRAMEBUFFER&&(d[i.FRAMEBUFFER]=j),R===i.FRAMEBUFFER&&(d[i.DRAW_FRAMEBUFFER]=j),!0):!1}function De(R,j){let G=m,le=!1;if(R){G=p.get(j),G===void 0&&(G=[],p.set(j,G));let se=R.textures;if(G.length!==se.length||G[0]!==i.COLOR_ATTACHMENT0){for(let oe=0,Ce=se.length;oe<Ce;oe++)G[oe]=i.COLOR_ATTACHMENT0+oe;G.length=se.length,le=!0}}else G[0]!==i.BACK&&(G[0]=i.BACK,le=!0);le&&i.drawBuffers(G)}function at(R){return x!==R?(i.useProgram(R),x=R,!0):!1}let ht={[vs]:i.FUNC_ADD,[hm]:i.FUNC_SUBTRACT,[um]:i.FUNC_REVERSE_SUBTRACT};ht[dm]=i.MIN,ht[pm]=i.MAX;let je={[fm]:i.ZERO,[mm]:i.ONE,[gm]:i.SRC_COLOR,[Su]:i.SRC_ALPHA,[wm]:i.SRC_ALPHA_SATURATE,[bm]:i.DST_COLOR,[vm]:i.DST_ALPHA,[xm]:i.ONE_MINUS_SRC_COLOR,[Tu]:i.ONE_MINUS_SRC_ALPHA,[_m]:i.ONE_MINUS_DST_COLOR,[ym]:i.ONE_MINUS_DST_ALPHA,[Mm]:i.CONSTANT_COLOR,[Sm]:i.ONE_MINUS_CONSTANT_COLOR,[Tm]:i.CONSTANT_ALPHA,[Em]:i.ONE_MINUS_CONSTANT_ALPHA};function Gt(R,j,G,le,se,oe,Ce,Ge,ie,Re){if(R===xs){f===!0&&(He(i.BLEND),f=!1);return}if(f===!1&&(ge(i.BLEND),f=!0),R!==cm){if(R!==g||Re!==I){if((_!==vs||C!==vs)&&(i.blendEquation(i.FUNC_ADD),_=vs,C=vs),Re)switch(R){case sr:i.blendFuncSeparate(i.ONE,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case _u:i.blendFunc(i.ONE,i.ONE);break;case wu:i.blendFuncSeparate(i.ZERO,i.ONE_MINUS_SRC_COLOR,i.ZERO,i.ONE);break;case Mu:i.blendFuncSeparate(i.DST_COLOR,i.ONE_MINUS_SRC_ALPHA,i.ZERO,i.ONE);break;default:ke("WebGLState: Invalid blending: ",R);break}else switch(R){case sr:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case _u:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE,i.ONE,i.ONE);break;case wu:ke("WebGLState: SubtractiveBlending requires material.premultipliedAlpha = true");break;case Mu:ke("WebGLState: MultiplyBlending requires material.premultipliedAlpha = true");break;default:ke("WebGLState: Invalid blending: ",R);break}E=null,M=null,A=null,v=null,T.set(0,0,0),B=0,g=R,I=Re}return}se=se||j,oe=oe||G,Ce=Ce||le,(j!==_||se!==C)&&(i.blendEquationSeparate(ht[j],ht[se]),_=j,C=se),(G!==E||le!==M||oe!==A||Ce!==v)&&(i.blendFuncSeparate(je[G],je[le],je[oe],je[Ce]),E=G,M=le,A=oe,v=Ce),(Ge.equals(T)===!1||ie!==B)&&(i.blendColor(Ge.r,Ge.g,Ge.b,ie),T.copy(Ge),B=ie),g=R,I=!1}function Lt(R,j){R.side===Cn?He(i.CULL_FACE):ge(i.CULL_FACE);let G=R.side===hn;j&&(G=!G),un(G),R.blending===sr&&R.transparent===!1?Gt(xs):Gt(R.blending,R.blendEquation,R.blendSrc,R.blendDst,R.blendEquationAlpha,R.blendSrcAlpha,R.blendDstAlpha,R.blendColor,R.blendAlpha,R.premultipliedAlpha),o.setFunc(R.depthFunc),o.setTest(R.depthTest),o.setMask(R.depthWrite),r.setMask(R.colorWrite);let le=R.stencilWrite;a.setTest(le),le&&(a.setMask(R.stencilWriteMask),a.setFunc(R.stencilFunc,R.stencilRef,R.stencilFuncMask),a.setOp(R.stencilFail,R.stencilZFail,R.stencilZPass)),Bt(R.polygonOffset,R.polygonOffsetFactor,R.polygonOffsetUnits),R.alphaToCoverage===!0?ge(i.SAMPLE_ALPHA_TO_COVERAGE):He(i.SAMPLE_ALPHA_TO_COVERAGE)}function un(R){k!==R&&(R?i.frontFace(i.CW):i.frontFace(i.CCW),k=R)}function wt(R){R!==om?(ge(i.CULL_FACE),R!==H&&(R===bu?i.cullFace(i.BACK):R===am?i.cullFace(i.FRONT):i.cullFace(i.FRONT_AND_BACK))):He(i.CULL_FACE),H=R}function Xn(R){R!==q&&(V&&i.lineWidth(R),q=R)}function Bt(R,j,G){R?(ge(i.POLYGON_OFFSET_FILL),(L!==j||$!==G)&&(L=j,$=G,o.getReversed()&&(j=-j,G=-G),i.polygonOffset(j,G))):He(i.POLYGON_OFFSET_FILL)}function _n(R){R?ge(i.SCISSOR_TEST):He(i.SCISSOR_TEST)}function wn(R){R===void 0&&(R=i.TEXTURE0+Z-1),Q!==R&&(i.activeTexture(R),Q=R)}function Mn(R,j,G){G===void 0&&(Q===null?G=i.TEXTURE0+Z-1:G=Q);let le=ee[G];le===void 0&&(le={type:void 0,texture:void 0},ee[G]=le),(le.type!==R||le.texture!==j)&&(Q!==G&&(i.activeTexture(G),Q=G),i.bindTexture(R,j||Le[R]),le.type=R,le.texture=j)}function D(){let R=ee[Q];R!==void 0&&R.type!==void 0&&(i.bindTexture(R.type,null),R.type=void 0,R.texture=void 0)}function Sn(){try{i.compressedTexImage2D(...arguments)}catch(R){ke("WebGLState:",R)}}function xt(){try{i.compressedTexImage3D(...arguments)}catch(R){ke("WebGLState:",R)}}function vt(){try{i.texSubImage2D(...arguments)}catch(R){ke("WebGLState:",R)}}function de(){try{i.texSubImage3D(...arguments)}catch(R){ke("WebGLState:",R)}}function It(){try{i.compressedTexSubImage2D(...arguments)}catch(R){ke("WebGLState:",R)}}function Ie(){try{i.compressedTexSubImage3D(...arguments)}catch(R){ke("WebGLState:",R)}}function Fe(){try{i.texStorage2D(...arguments)}catch(R){ke("WebGLState:",R)}}function S(){try{i.texStorage3D(...arguments)}catch(R){ke("WebGLState:",R)}}function y(){try{i.texImage2D(...arguments)}catch(R){ke("WebGLState:",R)}}function F(){try{i.texImage3D(...arguments)}catch(R){ke("WebGLState:",R)}}function te(R){return u[R]!==void 0?u[R]:i.getParameter(R)}function J(R,j){u[R]!==j&&(i.pixelStorei(R,j),u[R]=j)}function re(R){K.equals(R)===!1&&(i.scissor(R.x,R.y,R.z,R.w),K.copy(R))}function he(R){me.equals(R)===!1&&(i.viewport(R.x,R.y,R.z,R.w),me.copy(R))}function X(R,j){let G=c.get(j);G===void 0&&(G=new WeakMap,c.set(j,G));let le=G.get(R);le===void 0&&(le=i.getUniformBlockIndex(j,R.name),i.uniformBlockBinding(j,le,le),G.set(R,le))}function Y(R,j,G){let se=c.get(j).get(R);l[se]!==G&&(i.bindBufferBase(i.UNIFORM_BUFFER,se,G),l[se]=G)}function ae(){i.disable(i.BLEND),i.disable(i.CULL_FACE),i.disable(i.DEPTH_TEST),i.disable(i.POLYGON_OFFSET_FILL),i.disable(i.SCISSOR_TEST),i.disable(i.STENCIL_TEST),i.disable(i.SAMPLE_ALPHA_TO_COVERAGE),i.blendEquation(i.FUNC_ADD),i.blendFunc(i.ONE,i.ZERO),i.blendFuncSeparate(i.ONE,i.ZERO,i.ONE,i.ZERO),i.blendColor(0,0,0,0),i.colorMask(!0,!0,!0,!0),i.clearColor(0,0,0,0),i.depthMask(!0),i.depthFunc(i.LESS),o.setReversed(!1),i.clearDepth(1),i.stencilMask(4294967295),i.stencilFunc(i.ALWAYS,0,4294967295),i.stencilOp(i.KEEP,i.KEEP,i.KEEP),i.clearStencil(0),i.cullFace(i.BACK),i.frontFace(i.CCW),i.polygonOffset(0,0),i.activeTexture(i.TEXTURE0),i.bindFramebuffer(i.FRAMEBUFFER,null),i.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),i.bindFramebuffer(i.READ_FRAMEBUFFER,null),i.useProgram(null),i.lineWidth(1),i.scissor(0,0,i.canvas.width,i.canvas.height),i.viewport(0,0,i.canvas.width,i.canvas.height),i.pixelStorei(i.PACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,!1),i.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),i.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,i.BROWSER_DEFAULT_WEBGL),i.pixelStorei(i.PACK_ROW_LENGTH,0),i.pixelStorei(i.PACK_SKIP_PIXELS,0),i.pixelStorei(i.PACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_ROW_LENGTH,0),i.pixelStorei(i.UNPACK_IMAGE_HEIGHT,0),i.pixelStorei(i.UNPACK_SKIP_PIXELS,0),i.pixelStorei(i.UNPACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_SKIP_IMAGES,0),h={},u={},Q=null,ee={},d={},l={},p=new WeakMap,m=[],x=null,f=!1,g=null,_=null,E=null,M=null,C=null,A=null,v=null,T=new Ae(0,0,0),B=0,I=!1,k=null,H=null,q=null,L=null,$=null,K.set(0,0,i.canvas.width,i.canvas.height),me.set(0,0,i.canvas.width,i.canvas.height),r.reset(),o.reset(),a.reset()}return{buffers:{color:r,depth:o,stencil:a},enable:ge,disable:He,bindFramebuffer:At,drawBuffers:De,useProgram:at,setBlending:Gt,setMaterial:Lt,setFlipSided:un,setCullFace:wt,setLineWidth:Xn,setPolygonOffset:Bt,setScissorTest:_n,activeTexture:wn,bindTexture:Mn,unbindTexture:D,compressedTexImage2D:Sn,compressedTexImage3D:xt,texImage2D:y,texImage3D:F,pixelStorei:J,getParameter:te,updateUBOMapping:X,uniformBlockBinding:Y,texStorage2D:Fe,texStorage3D:S,texSubImage2D:vt,texSubImage3D:de,compressedTexSubImage2D:It,compressedTexSubImage3D:Ie,scissor:re,viewport:he,reset:ae}}function XS(i,e,t,n,s,r,o){let a=e.has("WEBGL_multisampled_render_to_texture")?e.get("WEBGL_multisampled_render_to_texture"):null,l=typeof navigator>"u"?!1:/OculusBrowser/g.test(navigator.userAgent),c=new Ne,h=new WeakMap,u=new Set,d,p=new WeakMap,m=new Set,x=new FinalizationRegistry(S=>m.delete(S)),f=!1;try{f=typeof OffscreenCanvas<"u"&&new OffscreenCanvas(1,1).getContext("2d")!==null}catch{}function g(S,y){return f?new OffscreenCanvas(S,y):Ur("canvas")}function _(S,y,F){let te=1,J=Fe(S);if((J.width>F||J.height>F)&&(te=F/Math.max(J.width,J.height)),te<1)if(typeof HTMLImageElement<"u"&&S instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&S instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&S instanceof ImageBitmap||typeof VideoFrame<"u"&&S instanceof VideoFrame){let re=Math.floor(te*J.width),he=Math.floor(te*J.height);d===void 0&&(d=g(re,he));let X=y?g(re,he):d;return X.width=re,X.height=he,X.getContext("2d").drawImage(S,0,0,re,he),Pe("WebGLRenderer: Texture has been resized from ("+J.width+"x"+J.height+") to ("+re+"x"+he+")."),X}else return"data"in S&&Pe("WebGLRenderer: Image in DataTexture is too big ("+J.width+"x"+J.height+")."),S;return S}function E(S){return S.generateMipmaps}function M(S){i.generateMipmap(S)}function C(S){return S.isWebGLCubeRenderTarget?i.TEXTURE_CUBE_MAP:S.isWebGL3DRenderTarget?i.TEXTURE_3D:S.isWebGLArrayRenderTarget||S.isCompressedArrayTexture?i.TEXTURE_2D_ARRAY:i.TEXTURE_2D}function A(S,y,F,te,J,re=!1){if(S!==null){if(i[S]!==void 0)return i[S];Pe("WebGLRenderer: Attempt to use non-existing WebGL internal format '"+S+"'")}let he;te&&(he=e.get("EXT_texture_norm16"),he||Pe("WebGLRenderer: Unable to use normalized textures without EXT_texture_norm16 extension"));let X=y;if(y===i.RED&&(F===i.FLOAT&&(X=i.R32F),F===i.HALF_FLOAT&&(X=i.R16F),F===i.UNSIGNED_BYTE&&(X=i.R8),F===i.UNSIGNED_SHORT&&he&&(X=he.R16_EXT),F===i.SHORT&&he&&(X=he.R16_SNORM_EXT)),y===i.RED_INTEGER&&(F===i.UNSIGNED_BYTE&&(X=i.R8UI),F===i.UNSIGNED_SHORT&&(X=i.R16UI),F===i.UNSIGNED_INT&&(X=i.R32UI),F===i.BYTE&&(X=i.R8I),F===i.SHORT&&(X=i.R16I),F===i.INT&&(X=i.R32I)),y===i.RG&&(F===i.FLOAT&&(X=i.RG32F),F===i.HALF_FLOAT&&(X=i.RG16F),F===i.UNSIGNED_BYTE&&(X=i.RG8),F===i.UNSIGNED_SHORT&&he&&(X=he.RG16_EXT),F===i.SHORT&&he&&(X=he.RG16_SNORM_EXT)),y===i.RG_INTEGER&&(F===i.UNSIGNED_BYTE&&(X=i.RG8UI),F===i.UNSIGNED_SHORT&&(X=i.RG16UI),F===i.UNSIGNED_INT&&(X=i.RG32UI),F===i.BYTE&&(X=i.RG8I),F===i.SHORT&&(X=i.RG16I),F===i.INT&&(X=i.RG32I)),y===i.RGB_INTEGER&&(F===i.UNSIGNED_BYTE&&(X=i.RGB8UI),F===i.UNSIGNED_SHORT&&(X=i.RGB16UI),F===i.UNSIGNED_INT&&(X=i.RGB32UI),F===i.BYTE&&(X=i.RGB8I),F===i.SHORT&&(X=i.RGB16I),F===i.INT&&(X=i.RGB32I)),y===i.RGBA_INTEGER&&(F===i.UNSIGNED_BYTE&&(X=i.RGBA8UI),F===i.UNSIGNED_SHORT&&(X=i.RGBA16UI),F===i.UNSIGNED_INT&&(X=i.RGBA32UI),F===i.BYTE&&(X=i.RGBA8I),F===i.SHORT&&(X=i.RGBA16I),F===i.INT&&(X=i.RGBA32I)),y===i.RGB&&(F===i.UNSIGNED_SHORT&&he&&(X=he.RGB16_EXT),F===i.SHORT&&he&&(X=he.RGB16_SNORM_EXT),F===i.UNSIGNED_INT_5_9_9_9_REV&&(X=i.RGB9_E5),F===i.UNSIGNED_INT_10F_11F_11F_REV&&(X=i.R11F_G11F_B10F)),y===i.RGBA){let Y=re?Fr:Qe.getTransfer(J);F===i.FLOAT&&(X=i.RGBA32F),F===i.HALF_FLOAT&&(X=i.RGBA16F),F===i.UNSIGNED_BYTE&&(X=Y===ot?i.SRGB8_ALPHA8:i.RGBA8),F===i.UNSIGNED_SHORT&&he&&(X=he.RGBA16_EXT),F===i.SHORT&&he&&(X=he.RGBA16_SNORM_EXT),F===i.UNSIGNED_SHORT_4_4_4_4&&(X=i.RGBA4),F===i.UNSIGNED_SHORT_5_5_5_1&&(X=i.RGB5_A1)}return(X===i.R16F||X===i.R32F||X===i.RG16F||X===i.RG32F||X===i.RGBA16F||X===i.RGBA32F)&&e.get("EXT_color_buffer_float"),X}function v(S,y){let F;return S?y===null||y===On||y===bs?F=i.DEPTH24_STENCIL8:y===Fn?F=i.DEPTH32F_STENCIL8:y===or&&(F=i.DEPTH24_STENCIL8,Pe("DepthTexture: 16 bit depth attachment is not supported with stencil. Using 24-bit attachment.")):y===null||y===On||y===bs?F=i.DEPTH_COMPONENT24:y===Fn?F=i.DEPTH_COMPONENT32F:y===or&&(F=i.DEPTH_COMPONENT16),F}function T(S,y){return E(S)===!0||S.isFramebufferTexture&&S.minFilter!==Pt&&S.minFilter!==kt?Math.log2(Math.max(y.width,y.height))+1:S.mipmaps.length>0?S.mipmaps.length:S.isCompressedTexture&&Array.isArray(S.image)?y.mipmaps.length:1}function B(S){let y=new WeakRef(S);n.get(S).__ref=y,m.add(y),x.register(S,y,y)}function I(S){let y=n.get(S).__ref;y!==void 0&&(m.delete(y),x.unregister(y))}function k(S){q(S.target)}function H(S){L(S.target)}function q(S){S.removeEventListener("dispose",k),I(S),Z(S),S.isVideoTexture&&h.delete(S),S.isHTMLTexture&&u.delete(S)}function L(S){S.removeEventListener("dispose",H),I(S),ne(S)}function $(){for(let S of m){let y=S.deref();y!==void 0&&(y.isRenderTarget===!0?L(y):q(y))}m.clear(),u.clear()}function Z(S){let y=n.get(S);if(y.__webglInit===void 0)return;let F=S.source,te=p.get(F);if(te){let J=te[y.__cacheKey];J.usedTimes--,J.usedTimes===0&&V(S),Object.keys(te).length===0&&p.delete(F)}n.remove(S)}function V(S){let y=n.get(S);i.deleteTexture(y.__webglTexture);let F=S.source,te=p.get(F);delete te[y.__cacheKey],o.memory.textures--}function ne(S){let y=n.get(S);y.__depthDisposeCallback&&y.__depthDisposeCallback();let F=S.depthTexture;if(F&&F.renderTarget===S&&q(F),S.isWebGLCubeRenderTarget)for(let J=0;J<6;J++){if(Array.isArray(y.__webglFramebuffer[J]))for(let re=0;re<y.__webglFramebuffer[J].length;re++)i.deleteFramebuffer(y.__webglFramebuffer[J][re]);else i.deleteFramebuffer(y.__webglFramebuffer[J]);y.__webglDepthbuffer&&i.deleteRenderbuffer(y.__webglDepthbuffer[J])}else{if(Array.isArray(y.__webglFramebuffer))for(let J=0;J<y.__webglFramebuffer.length;J++)i.deleteFramebuffer(y.__webglFramebuffer[J]);else i.deleteFramebuffer(y.__webglFramebuffer);if(y.__webglDepthbuffer&&i.deleteRenderbuffer(y.__webglDepthbuffer),y.__webglMultisampledFramebuffer&&i.deleteFramebuffer(y.__webglMultisampledFramebuffer),y.__webglColorRenderbuffer)for(let J=0;J<y.__webglColorRenderbuffer.length;J++)y.__webglColorRenderbuffer[J]&&i.deleteRenderbuffer(y.__webglColorRenderbuffer[J]);y.__webglDepthRenderbuffer&&i.deleteRenderbuffer(y.__webglDepthRenderbuffer)}let te=S.textures;for(let J=0,re=te.length;J<re;J++){let he=n.get(te[J]);he.__webglTexture&&(i.deleteTexture(he.__webglTexture),o.memory.textures--),n.remove(te[J])}n.remove(S)}let W=0;function Q(){W=0}function ee(){return W}function Te(S){W=S}function Ue(){let S=W;return S>=s.maxTextures&&Pe("WebGLTextures: Trying to use "+(S+1)+" texture units while this GPU supports only "+s.maxTextures),W+=1,S}function K(S){let y=[];return y.push(S.wrapS),y.push(S.wrapT),y.push(S.wrapR||0),y.push(S.magFilter),y.push(S.minFilter),y.push(S.anisotropy),y.push(S.internalFormat),y.push(S.format),y.push(S.type),y.push(S.generateMipmaps),y.push(S.mipmapsAutoUpdate),y.push(S.premultiplyAlpha),y.push(S.flipY),y.push(S.unpackAlignment),y.push(S.colorSpace),y.join()}function me(S,y){let F=n.get(S);if(S.isVideoTexture&&It(S),S.isRenderTargetTexture===!1&&S.isExternalTexture!==!0&&S.version>0&&F.__version!==S.version){let te=S.image;if(te===null)Pe("WebGLRenderer: Texture marked for update but no image data found.");else if(te.complete===!1)Pe("WebGLRenderer: Texture marked for update but image is incomplete");else{Lt(F,S,y);return}}else S.isExternalTexture&&(F.__webglTexture=S.sourceTexture?S.sourceTexture:null);t.bindTexture(i.TEXTURE_2D,F.__webglTexture,i.TEXTURE0+y)}function we(S,y){let F=n.get(S);if(S.isRenderTargetTexture===!1&&S.version>0&&F.__version!==S.version){Lt(F,S,y);return}else S.isExternalTexture&&(F.__webglTexture=S.sourceTexture?S.sourceTexture:null);t.bindTexture(i.TEXTURE_2D_ARRAY,F.__webglTexture,i.TEXTURE0+y)}function Le(S,y){let F=n.get(S);if(S.isRenderTargetTexture===!1&&S.version>0&&F.__version!==S.version){Lt(F,S,y);return}t.bindTexture(i.TEXTURE_3D,F.__webglTexture,i.TEXTURE0+y)}function ge(S,y){let F=n.get(S);if(S.version>0&&F.__version!==S.version){un(F,S,y);return}t.bindTexture(i.TEXTURE_CUBE_MAP,F.__webglTexture,i.TEXTURE0+y)}let He={[Ca]:i.REPEAT,[jn]:i.CLAMP_TO_EDGE,[Ra]:i.MIRRORED_REPEAT},At={[Pt]:i.NEAREST,[Rm]:i.NEAREST_MIPMAP_NEAREST,[to]:i.NEAREST_MIPMAP_LINEAR,[kt]:i.LINEAR,[nl]:i.LINEAR_MIPMAP_NEAREST,[fi]:i.LINEAR_MIPMAP_LINEAR},De={[Dm]:i.NEVER,[Wu]:i.ALWAYS,[Nm]:i.LESS,[Vu]:i.LEQUAL,[km]:i.EQUAL,[Gu]:i.GEQUAL,[Om]:i.GREATER,[Fm]:i.NOTEQUAL};function at(S,y){if(y.type===Fn&&e.has("OES_texture_float_linear")===!1&&(y.magFilter===kt||y.magFilter===nl||y.magFilter===to||y.magFilter===fi||y.minFilter===kt||y.minFilter===nl||y.minFilter===to||y.minFilter===fi)&&Pe("WebGLRenderer: Unable to use linear filtering with floating point textures. OES_texture_float_linear not supported on this device."),i.texParameteri(S,i.TEXTURE_WRAP_S,He[y.wrapS]),i.texParameteri(S,i.TEXTURE_WRAP_T,He[y.wrapT]),(S===i.TEXTURE_3D||S===i.TEXTURE_2D_ARRAY)&&i.texParameteri(S,i.TEXTURE_WRAP_R,He[y.wrapR]),i.texParameteri(S,i.TEXTURE_MAG_FILTER,At[y.magFilter]),i.texParameteri(S,i.TEXTURE_MIN_FILTER,At[y.minFilter]),y.compareFunction&&(i.texParameteri(S,i.TEXTURE_COMPARE_MODE,i.COMPARE_REF_TO_TEXTURE),i.texParameteri(S,i.TEXTURE_COMPARE_FUNC,De[y.compareFunction])),e.has("EXT_texture_filter_anisotropic")===!0){if(y.magFilter===Pt||y.minFilter!==to&&y.minFilter!==fi||y.type===Fn&&e.has("OES_texture_float_linear")===!1)return;if(y.anisotropy>1||n.get(y).__currentAnisotropy){let F=e.get("EXT_texture_filter_anisotropic");i.texParameterf(S,F.TEXTURE_MAX_ANISOTROPY_EXT,Math.min(y.anisotropy,s.getMaxAnisotropy())),n.get(y).__currentAnisotropy=y.anisotropy}}}function ht(S,y){let F=!1;S.__webglInit===void 0&&(S.__webglInit=!0,y.addEventListener("dispose",k),B(y));let te=y.source,J=p.get(te);J===void 0&&(J={},p.set(te,J));let re=K(y);if(re!==S.__cacheKey){J[re]===void 0&&(J[re]={texture:i.createTexture(),usedTimes:0},o.memory.textures++,F=!0),J[re].usedTimes++;let he=J[S.__cacheKey];he!==void 0&&(J[S.__cacheKey].usedTimes--,he.usedTimes===0&&V(y)),S.__cacheKey=re,S.__webglTexture=J[re].texture}return F}function je(S,y,F){return Math.floor(Math.floor(S/F)/y)}function Gt(S,y,F,te){let re=S.updateRanges;if(re.length===0)t.texSubImage2D(i.TEXTURE_2D,0,0,0,y.width,y.height,F,te,y.data);else{re.sort((R,j)=>R.start-j.start);let he=0;for(let R=1;R<re.length;R++){let j=re[he],G=re[R],le=j.start+j.count,se=je(G.start,y.width,4),oe=je(j.start,y.width,4);G.start<=le+1&&se===oe&&je(G.start+G.count-1,y.width,4)===se?j.count=Math.max(j.count,G.start+G.count-j.start):(++he,re[he]=G)}re.length=he+1;let X=t.getParameter(i.UNPACK_ROW_LENGTH),Y=t.getParameter(i.UNPACK_SKIP_PIXELS),ae=t.getParameter(i.UNPACK_SKIP_ROWS);t.pixelStorei(i.UNPACK_ROW_LENGTH,y.width);for(let R=0,j=re.length;R<j;R++){let G=re[R],le=Math.floor(G.start/4),se=Math.ceil(G.count/4),oe=le%y.width,Ce=Math.floor(le/y.width),Ge=se,ie=1;t.pixelStorei(i.UNPACK_SKIP_PIXELS,oe),t.pixelStorei(i.UNPACK_SKIP_ROWS,Ce),t.texSubImage2D(i.TEXTURE_2D,0,oe,Ce,Ge,ie,F,te,y.data)}S.clearUpdateRanges(),t.pixelStorei(i.UNPACK_ROW_LENGTH,X),t.pixelStorei(i.UNPACK_SKIP_PIXELS,Y),t.pixelStorei(i.UNPACK_SKIP_ROWS,ae)}}function Lt(S,y,F){let te=i.TEXTURE_2D;(y.isDataArrayTexture||y.isCompressedArrayTexture)&&(te=i.TEXTURE_2D_ARRAY),y.isData3DTexture&&(te=i.TEXTURE_3D);let J=ht(S,y),re=y.source;t.bindTexture(te,S.__webglTexture,i.TEXTURE0+F);let he=n.get(re);if(re.version!==he.__version||J===!0){if(t.activeTexture(i.TEXTURE0+F),(typeof ImageBitmap<"u"&&y.image instanceof ImageBitmap)===!1){let ie=Qe.getPrimaries(Qe.workingColorSpace),Re=y.colorSpace===gi?null:Qe.getPrimaries(y.colorSpace),Ve=y.colorSpace===gi||ie===Re?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,y.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,y.premultiplyAlpha),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,Ve)}t.pixelStorei(i.UNPACK_ALIGNMENT,y.unpackAlignment);let Y=_(y.image,!1,s.maxTextureSize);Y=Ie(y,Y);let ae=r.convert(y.format,y.colorSpace),R=r.convert(y.type),j=A(y.internalFormat,ae,R,y.normalized,y.colorSpace,y.isVideoTexture);at(te,y);let G,le=y.mipmaps,se=y.isVideoTexture!==!0,oe=he.__version===void 0||J===!0,Ce=re.dataReady,Ge=T(y,Y);if(y.isDepthTexture)j=v(y.format===mi,y.type),oe&&(se?t.texStorage2D(i.TEXTURE_2D,1,j,Y.width,Y.height):t.texImage2D(i.TEXTURE_2D,0,j,Y.width,Y.height,0,ae,R,null));else if(y.isDataTexture)if(le.length>0){se&&oe&&t.texStorage2D(i.TEXTURE_2D,Ge,j,le[0].width,le[0].height);for(let ie=0,Re=le.length;ie<Re;ie++)G=le[ie],se?Ce&&t.texSubImage2D(i.TEXTURE_2D,ie,0,0,G.width,G.height,ae,R,G.data):t.texImage2D(i.TEXTURE_2D,ie,j,G.width,G.height,0,ae,R,G.data);y.generateMipmaps=!1}else se?(oe&&t.texStorage2D(i.TEXTURE_2D,Ge,j,Y.width,Y.height),Ce&&Gt(y,Y,ae,R)):t.texImage2D(i.TEXTURE_2D,0,j,Y.width,Y.height,0,ae,R,Y.data);else if(y.isCompressedTexture)if(y.isCompressedArrayTexture){se&&oe&&t.texStorage3D(i.TEXTURE_2D_ARRAY,Ge,j,le[0].width,le[0].height,Y.depth);for(let ie=0,Re=le.length;ie<Re;ie++)if(G=le[ie],y.format!==Bn)if(ae!==null)if(se){if(Ce)if(y.layerUpdates.size>0){let Ve=Qu(G.width,G.height,y.format,y.type);for(let pe of y.layerUpdates){let lt=G.data.subarray(pe*Ve/G.data.BYTES_PER_ELEMENT,(pe+1)*Ve/G.data.BYTES_PER_ELEMENT);t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,ie,0,0,pe,G.width,G.height,1,ae,lt)}}else t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,ie,0,0,0,G.width,G.height,Y.depth,ae,G.data)}else t.compressedTexImage3D(i.TEXTURE_2D_ARRAY,ie,j,G.width,G.height,Y.depth,0,G.data,0,0);else Pe("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()");else se?Ce&&t.texSubImage3D(i.TEXTURE_2D_ARRAY,ie,0,0,0,G.width,G.height,Y.depth,ae,R,G.data):t.texImage3D(i.TEXTURE_2D_ARRAY,ie,j,G.width,G.height,Y.depth,0,ae,R,G.data);y.layerUpdates.size>0&&y.clearLayerUpdates()}else{se&&oe&&t.texStorage2D(i.TEXTURE_2D,Ge,j,le[0].width,le[0].height);for(let ie=0,Re=le.length;ie<Re;ie++)G=le[ie],y.format!==Bn?ae!==null?se?Ce&&t.compressedTexSubImage2D(i.TEXTURE_2D,ie,0,0,G.width,G.height,ae,G.data):t.compressedTexImage2D(i.TEXTURE_2D,ie,j,G.width,G.height,0,G.data):Pe("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()"):se?Ce&&t.texSubImage2D(i.TEXTURE_2D,ie,0,0,G.width,G.height,ae,R,G.data):t.texImage2D(i.TEXTURE_2D,ie,j,G.width,G.height,0,ae,R,G.data)}else if(y.isDataArrayTexture)if(se){if(oe&&t.texStorage3D(i.TEXTURE_2D_ARRAY,Ge,j,Y.width,Y.height,Y.depth),Ce)if(y.layerUpdates.size>0){let ie=Qu(Y.width,Y.height,y.format,y.type);for(let Re of y.layerUpdates){let Ve=Y.data.subarray(Re*ie/Y.data.BYTES_PER_ELEMENT,(Re+1)*ie/Y.data.BYTES_PER_ELEMENT);t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,Re,Y.width,Y.height,1,ae,R,Ve)}y.clearLayerUpdates()}else t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,0,Y.width,Y.height,Y.depth,ae,R,Y.data)}else t.texImage3D(i.TEXTURE_2D_ARRAY,0,j,Y.width,Y.height,Y.depth,0,ae,R,Y.data);else if(y.isData3DTexture)se?(oe&&t.texStorage3D(i.TEXTURE_3D,Ge,j,Y.width,Y.height,Y.depth),Ce&&t.texSubImage3D(i.TEXTURE_3D,0,0,0,0,Y.width,Y.height,Y.depth,ae,R,Y.data)):t.texImage3D(i.TEXTURE_3D,0,j,Y.width,Y.height,Y.depth,0,ae,R,Y.data);else if(y.isFramebufferTexture){if(oe)if(se)t.texStorage2D(i.TEXTURE_2D,Ge,j,Y.width,Y.height);else{let ie=Y.width,Re=Y.height;for(let Ve=0;Ve<Ge;Ve++)t.texImage2D(i.TEXTURE_2D,Ve,j,ie,Re,0,ae,R,null),ie>>=1,Re>>=1}}else if(y.isHTMLTexture){if("texElementImage2D"in i){let ie=i.canvas;if(ie.hasAttribute("layoutsubtree")||ie.setAttribute("layoutsubtree","true"),Y.parentNode!==ie){ie.appendChild(Y),u.add(y),ie.onpaint=Re=>{let Ve=Re.changedElements;for(let pe of u)Ve.includes(pe.image)&&(pe.needsUpdate=!0)},ie.requestPaint();return}if(i.texElementImage2D.length===3)i.texElementImage2D(i.TEXTURE_2D,i.RGBA8,Y);else{let Ve=i.RGBA,pe=i.RGBA,lt=i.UNSIGNED_BYTE;i.texElementImage2D(i.TEXTURE_2D,0,Ve,pe,lt,Y)}i.texParameteri(i.TEXTURE_2D,i.TEXTURE_MIN_FILTER,i.LINEAR),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_S,i.CLAMP_TO_EDGE),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_T,i.CLAMP_TO_EDGE)}}else if(le.length>0){if(se&&oe){let ie=Fe(le[0]);t.texStorage2D(i.TEXTURE_2D,Ge,j,ie.width,ie.height)}for(let ie=0,Re=le.length;ie<Re;ie++)G=le[ie],se?Ce&&t.texSubImage2D(i.TEXTURE_2D,ie,0,0,ae,R,G):t.texImage2D(i.TEXTURE_2D,ie,j,ae,R,G);y.generateMipmaps=!1}else if(se){if(oe){let ie=Fe(Y);t.texStorage2D(i.TEXTURE_2D,Ge,j,ie.width,ie.height)}Ce&&t.texSubImage2D(i.TEXTURE_2D,0,0,0,ae,R,Y)}else t.texImage2D(i.TEXTURE_2D,0,j,ae,R,Y);E(y)&&y.mipmapsAutoUpdate===!0&&M(te),he.__version=re.version,y.onUpdate&&y.onUpdate(y)}S.__version=y.version}function un(S,y,F){if(y.image.length!==6)return;let te=ht(S,y),J=y.source;t.bindTexture(i.TEXTURE_CUBE_MAP,S.__webglTexture,i.TEXTURE0+F);let re=n.get(J);if(J.version!==re.__version||te===!0){t.activeTexture(i.TEXTURE0+F);let he=Qe.getPrimaries(Qe.workingColorSpace),X=y.colorSpace===gi?null:Qe.getPrimaries(y.colorSpace),Y=y.colorSpace===gi||he===X?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,y.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,y.premultiplyAlpha),t.pixelStorei(i.UNPACK_ALIGNMENT,y.unpackAlignment),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,Y);let ae=y.isCompressedTexture||y.image[0].isCompressedTexture,R=y.image[0]&&y.image[0].isDataTexture,j=[];for(let pe=0;pe<6;pe++)!ae&&!R?j[pe]=_(y.image[pe],!0,s.maxCubemapSize):j[pe]=R?y.image[pe].image:y.image[pe],j[pe]=Ie(y,j[pe]);let G=j[0],le=r.convert(y.format,y.colorSpace),se=r.convert(y.type),oe=A(y.internalFormat,le,se,y.normalized,y.colorSpace),Ce=y.isVideoTexture!==!0,Ge=re.__version===void 0||te===!0,ie=J.dataReady,Re=T(y,G);at(i.TEXTURE_CUBE_MAP,y);let Ve;if(y.isDepthTexture){if(oe=v(y.format===mi,y.type),Ge)if(Ce)t.texStorage2D(i.TEXTURE_CUBE_MAP,1,oe,G.width,G.height);else for(let pe=0;pe<6;pe++)t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,oe,G.width,G.height,0,le,se,null)}else if(ae){Ce&&Ge&&t.texStorage2D(i.TEXTURE_CUBE_MAP,Re,oe,G.width,G.height);for(let pe=0;pe<6;pe++){Ve=j[pe].mipmaps;for(let lt=0;lt<Ve.length;lt++){let zt=Ve[lt];y.format!==Bn?le!==null?Ce?ie&&t.compressedTexSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt,0,0,zt.width,zt.height,le,zt.data):t.compressedTexImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt,oe,zt.width,zt.height,0,zt.data):Pe("WebGLRenderer: Attempt to load unsupported compressed texture format in .setTextureCube()"):Ce?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt,0,0,zt.width,zt.height,le,se,zt.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt,oe,zt.width,zt.height,0,le,se,zt.data)}}}else{if(Ve=y.mipmaps,Ce&&Ge){Ve.length>0&&Re++;let pe=Fe(j[0]);t.texStorage2D(i.TEXTURE_CUBE_MAP,Re,oe,pe.width,pe.height)}for(let pe=0;pe<6;pe++)if(R){Ce?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,0,0,j[pe].width,j[pe].height,le,se,j[pe].data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,oe,j[pe].width,j[pe].height,0,le,se,j[pe].data);for(let lt=0;lt<Ve.length;lt++){let wi=Ve[lt].image[pe].image;Ce?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt+1,0,0,wi.width,wi.height,le,se,wi.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt+1,oe,wi.width,wi.height,0,le,se,wi.data)}}else{Ce?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,0,0,le,se,j[pe]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,oe,le,se,j[pe]);for(let lt=0;lt<Ve.length;lt++){let zt=Ve[lt];Ce?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt+1,0,0,le,se,zt.image[pe]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,lt+1,oe,le,se,zt.image[pe])}}}E(y)&&y.mipmapsAutoUpdate===!0&&M(i.TEXTURE_CUBE_MAP),re.__version=J.version,y.onUpdate&&y.onUpdate(y)}S.__version=y.version}function wt(S,y,F,te,J,re){let he=r.convert(F.format,F.colorSpace),X=r.convert(F.type),Y=A(F.internalFormat,he,X,F.normalized,F.colorSpace),ae=n.get(y),R=n.get(F);if(R.__renderTarget=y,!ae.__hasExternalTextures){let j=Math.max(1,y.width>>re),G=Math.max(1,y.height>>re);J===i.TEXTURE_3D||J===i.TEXTURE_2D_ARRAY?t.texImage3D(J,re,Y,j,G,y.depth,0,he,X,null):t.texImage2D(J,re,Y,j,G,0,he,X,null)}t.bindFramebuffer(i.FRAMEBUFFER,S),de(y)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,te,J,R.__webglTexture,0,vt(y)):(J===i.TEXTURE_2D||J>=i.TEXTURE_CUBE_MAP_POSITIVE_X&&J<=i.TEXTURE_CUBE_MAP_NEGATIVE_Z)&&i.framebufferTexture2D(i.FRAMEBUFFER,te,J,R.__webglTexture,re),t.bindFramebuffer(i.FRAMEBUFFER,null)}function Xn(S,y,F){if(i.bindRenderbuffer(i.RENDERBUFFER,S),y.depthBuffer){let te=y.depthTexture,J=te&&te.isDepthTexture?te.type:null,re=v(y.stencilBuffer,J),he=y.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;de(y)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,vt(y),re,y.width,y.height):F?i.renderbufferStorageMultisample(i.RENDERBUFFER,vt(y),re,y.width,y.height):i.renderbufferStorage(i.RENDERBUFFER,re,y.width,y.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,he,i.RENDERBUFFER,S)}else{let te=y.textures;for(let J=0;J<te.length;J++){let re=te[J],he=r.convert(re.format,re.colorSpace),X=r.convert(re.type),Y=A(re.internalFormat,he,X,re.normalized,re.colorSpace);de(y)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,vt(y),Y,y.width,y.height):F?i.renderbufferStorageMultisample(i.RENDERBUFFER,vt(y),Y,y.width,y.height):i.renderbufferStorage(i.RENDERBUFFER,Y,y.width,y.height)}}i.bindRenderbuffer(i.RENDERBUFFER,null)}function Bt(S,y,F){let te=y.isWebGLCubeRenderTarget===!0;if(t.bindFramebuffer(i.FRAMEBUFFER,S),!(y.depthTexture&&y.depthTexture.isDepthTexture))throw new Error("THREE.WebGLTextures: renderTarget.depthTexture must be an instance of THREE.DepthTexture.");let J=n.get(y.depthTexture);J.__renderTarget=y;let re=te?y.depthTexture.image[0]:y.depthTexture.image;(!J.__webglTexture||re.width!==y.width||re.height!==y.height)&&(re.width=y.width,re.height=y.height,y.depthTexture.needsUpdate=!0),te?ge(y.depthTexture,0):me(y.depthTexture,0);let he=J.__webglTexture,X=vt(y),Y=te?i.TEXTURE_CUBE_MAP_POSITIVE_X+F:i.TEXTURE_2D,ae=y.depthTexture.format===mi?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;if(y.depthTexture.format===ui)de(y)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,ae,Y,he,0,X):i.framebufferTexture2D(i.FRAMEBUFFER,ae,Y,he,0);else if(y.depthTexture.format===mi)de(y)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,ae,Y,he,0,X):i.framebufferTexture2D(i.FRAMEBUFFER,ae,Y,he,0);else throw new Error("THREE.WebGLTextures: Unknown depthTexture format.")}function _n(S){let y=n.get(S),F=S.isWebGLCubeRenderTarget===!0;if(y.__boundDepthTexture!==S.depthTexture){let te=S.depthTexture;if(y.__depthDisposeCallback&&y.__depthDisposeCallback(),te){let J=()=>{delete y.__boundDepthTexture,delete y.__depthDisposeCallback,te.removeEventListener("dispose",J)};te.addEventListener("dispose",J),y.__depthDisposeCallback=J}y.__boundDepthTexture=te}if(S.depthTexture&&!y.__autoAllocateDepthBuffer)if(F)for(let te=0;te<6;te++)Bt(y.__webglFramebuffer[te],S,te);else S.texture.mipmaps.length>0?Bt(y.__webglFramebuffer[0],S,0):Bt(y.__webglFramebuffer,S,0);else if(F){y.__webglDepthbuffer=[];for(let te=0;te<6;te++)if(t.bindFramebuffer(i.FRAMEBUFFER,y.__webglFramebuffer[te]),y.__webglDepthbuffer[te]===void 0)y.__webglDepthbuffer[te]=i.createRenderbuffer(),Xn(y.__webglDepthbuffer[te],S,!1);else{let J=S.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,re=y.__webglDepthbuffer[te];i.bindRenderbuffer(i.RENDERBUFFER,re),i.framebufferRenderbuffer(i.FRAMEBUFFER,J,i.RENDERBUFFER,re)}}else if(S.texture.mipmaps.length>0?t.bindFramebuffer(i.FRAMEBUFFER,y.__webglFramebuffer[0]):t.bindFramebuffer(i.FRAMEBUFFER,y.__webglFramebuffer),y.__webglDepthbuffer===void 0)y.__webglDepthbuffer=i.createRenderbuffer(),Xn(y.__webglDepthbuffer,S,!1);else{let J=S.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,re=y.__webglDepthbuffer;i.bindRenderbuffer(i.RENDERBUFFER,re),i.framebufferRenderbuffer(i.FRAMEBUFFER,J,i.RENDERBUFFER,re)}t.bindFramebuffer(i.FRAMEBUFFER,null)}function wn(S,y,F){let te=n.get(S);y!==void 0&&wt(te.__webglFramebuffer,S,S.texture,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,0),F!==void 0&&_n(S)}function Mn(S){let y=S.texture,F=n.get(S),te=n.get(y);S.addEventListener("dispose",H),B(S);let J=S.textures,re=S.isWebGLCubeRenderTarget===!0,he=J.length>1;if(he||(te.__webglTexture===void 0&&(te.__webglTexture=i.createTexture()),te.__version=y.version,o.memory.textures++),re){F.__webglFramebuffer=[];for(let X=0;X<6;X++)if(y.mipmaps.length>0){F.__webglFramebuffer[X]=[];for(let Y=0;Y<y.mipmaps.length;Y++)F.__webglFramebuffer[X][Y]=i.createFramebuffer()}else F.__webglFramebuffer[X]=i.createFramebuffer()}else{if(y.mipmaps.length>0){F.__webglFramebuffer=[];for(let X=0;X<y.mipmaps.length;X++)F.__webglFramebuffer[X]=i.createFramebuffer()}else F.__webglFramebuffer=i.createFramebuffer();if(he)for(let X=0,Y=J.length;X<Y;X++){let ae=n.get(J[X]);ae.__webglTexture===void 0&&(ae.__webglTexture=i.createTexture(),o.memory.textures++)}if(S.samples>0&&de(S)===!1){F.__webglMultisampledFramebuffer=i.createFramebuffer(),F.__webglColorRenderbuffer=[],t.bindFramebuffer(i.FRAMEBUFFER,F.__webglMultisampledFramebuffer);for(let X=0;X<J.length;X++){let Y=J[X];F.__webglColorRenderbuffer[X]=i.createRenderbuffer(),i.bindRenderbuffer(i.RENDERBUFFER,F.__webglColorRenderbuffer[X]);let ae=r.convert(Y.format,Y.colorSpace),R=r.convert(Y.type),j=A(Y.internalFormat,ae,R,Y.normalized,Y.colorSpace,S.isXRRenderTarget===!0),G=vt(S);i.renderbufferStorageMultisample(i.RENDERBUFFER,G,j,S.width,S.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+X,i.RENDERBUFFER,F.__webglColorRenderbuffer[X])}i.bindRenderbuffer(i.RENDERBUFFER,null),S.depthBuffer&&(F.__webglDepthRenderbuffer=i.createRenderbuffer(),Xn(F.__webglDepthRenderbuffer,S,!0)),t.bindFramebuffer(i.FRAMEBUFFER,null)}}if(re){t.bindTexture(i.TEXTURE_CUBE_MAP,te.__webglTexture),at(i.TEXTURE_CUBE_MAP,y);for(let X=0;X<6;X++)if(y.mipmaps.length>0)for(let Y=0;Y<y.mipmaps.length;Y++)wt(F.__webglFramebuffer[X][Y],S,y,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+X,Y);else wt(F.__webglFramebuffer[X],S,y,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+X,0);E(y)?M(i.TEXTURE_CUBE_MAP):y.mipmaps.length>0&&i.texParameteri(i.TEXTURE_CUBE_MAP,i.TEXTURE_MAX_LEVEL,y.mipmaps.length-1),t.unbindTexture()}else if(he){for(let X=0,Y=J.length;X<Y;X++){let ae=J[X],R=n.get(ae),j=i.TEXTURE_2D;(S.isWebGL3DRenderTarget||S.isWebGLArrayRenderTarget)&&(j=S.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(j,R.__webglTexture),at(j,ae),wt(F.__webglFramebuffer,S,ae,i.COLOR_ATTACHMENT0+X,j,0),E(ae)&&M(j)}t.unbindTexture()}else{let X=i.TEXTURE_2D;if((S.isWebGL3DRenderTarget||S.isWebGLArrayRenderTarget)&&(X=S.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(X,te.__webglTexture),at(X,y),y.mipmaps.length>0)for(let Y=0;Y<y.mipmaps.length;Y++)wt(F.__webglFramebuffer[Y],S,y,i.COLOR_ATTACHMENT0,X,Y);else wt(F.__webglFramebuffer,S,y,i.COLOR_ATTACHMENT0,X,0);E(y)?M(X):y.mipmaps.length>0&&i.texParameteri(X,i.TEXTURE_MAX_LEVEL,y.mipmaps.length-1),t.unbindTexture()}S.depthBuffer&&_n(S)}function D(S){let y=S.textures;for(let F=0,te=y.length;F<te;F++){let J=y[F];if(E(J)&&J.mipmapsAutoUpdate===!0){let re=C(S),he=n.get(J).__webglTexture;t.bindTexture(re,he),M(re),t.unbindTexture()}}}let Sn=[];function xt(S){if(S.samples>0){if(de(S)===!1){let y=S.textures,F=S.width,te=S.height,J=i.COLOR_BUFFER_BIT,re=S.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,he=n.get(S),X=y.length>1;if(X)for(let ae=0;ae<y.length;ae++)t.bindFramebuffer(i.FRAMEBUFFER,he.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.RENDERBUFFER,null),t.bindFramebuffer(i.FRAMEBUFFER,he.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.TEXTURE_2D,null,0);t.bindFramebuffer(i.READ_FRAMEBUFFER,he.__webglMultisampledFramebuffer),S.texture.mipmaps.length>0?t.bindFramebuffer(i.DRAW_FRAMEBUFFER,he.__webglFramebuffer[0]):t.bindFramebuffer(i.DRAW_FRAMEBUFFER,he.__webglFramebuffer);for(let ae=0;ae<y.length;ae++){if(S.resolveDepthBuffer&&(S.depthBuffer&&(J|=i.DEPTH_BUFFER_BIT),S.stencilBuffer&&S.resolveStencilBuffer&&(J|=i.STENCIL_BUFFER_BIT)),X){i.framebufferRenderbuffer(i.READ_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.RENDERBUFFER,he.__webglColorRenderbuffer[ae]);let R=n.get(y[ae]).__webglTexture;i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,R,0)}i.blitFramebuffer(0,0,F,te,0,0,F,te,J,i.NEAREST),l===!0&&(Sn.length=0,Sn.push(i.COLOR_ATTACHMENT0+ae),S.depthBuffer&&S.storeMultisampledDepthBuffer===!1&&Sn.push(re),i.invalidateFramebuffer(i.READ_FRAMEBUFFER,Sn))}if(t.bindFramebuffer(i.READ_FRAMEBUFFER,null),t.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),X)for(let ae=0;ae<y.length;ae++){t.bindFramebuffer(i.FRAMEBUFFER,he.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.RENDERBUFFER,he.__webglColorRenderbuffer[ae]);let R=n.get(y[ae]).__webglTexture;t.bindFramebuffer(i.FRAMEBUFFER,he.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.TEXTURE_2D,R,0)}t.bindFramebuffer(i.DRAW_FRAMEBUFFER,he.__webglMultisampledFramebuffer)}else if(S.depthBuffer&&S.storeMultisampledDepthBuffer===!1&&l){let y=S.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;i.invalidateFramebuffer(i.DRAW_FRAMEBUFFER,[y])}}}function vt(S){return Math.min(s.maxSamples,S.samples)}function de(S){let y=n.get(S);return S.samples>0&&e.has("WEBGL_multisampled_render_to_texture")===!0&&y.__useRenderToTexture!==!1}function It(S){let y=o.render.frame;h.get(S)!==y&&(h.set(S,y),S.update())}function Ie(S,y){let F=S.colorSpace,te=S.format,J=S.type;return S.isCompressedTexture===!0||S.isVideoTexture===!0||F!==Or&&F!==gi&&(Qe.getTransfer(F)===ot?(te!==Bn||J!==Jt)&&Pe("WebGLTextures: sRGB encoded textures have to use RGBAFormat and UnsignedByteType."):ke("WebGLTextures: Unsupported texture color space:",F)),y}function Fe(S){return typeof HTMLImageElement<"u"&&S instanceof HTMLImageElement?(c.width=S.naturalWidth||S.width,c.height=S.naturalHeight||S.height):typeof VideoFrame<"u"&&S instanceof VideoFrame?(c.width=S.displayWidth,c.height=S.displayHeight):(c.width=S.width,c.height=S.height),c}this.allocateTextureUnit=Ue,this.resetTextureUnits=Q,this.getTextureUnits=ee,this.setTextureUnits=Te,this.setTexture2D=me,this.setTexture2DArray=we,this.setTexture3D=Le,this.setTextureCube=ge,this.rebindTextures=wn,this.setupRenderTarget=Mn,this.updateRenderTargetMipmap=D,this.updateMultisampleRenderTarget=xt,this.setupDepthRenderbuffer=_n,this.setupFrameBufferTexture=wt,this.useMultisampledRTT=de,this.dispose=$}function qS(i,e){function t(n,s=gi){let r,o=Qe.getTransfer(s);if(n===Jt)return i.UNSIGNED_BYTE;if(n===sl)return i.UNSIGNED_SHORT_4_4_4_4;if(n===rl)return i.UNSIGNED_SHORT_5_5_5_1;if(n===Fu)return i.UNSIGNED_INT_5_9_9_9_REV;if(n===Uu)return i.UNSIGNED_INT_10F_11F_11F_REV;if(n===ku)return i.BYTE;if(n===Ou)return i.SHORT;if(n===or)return i.UNSIGNED_SHORT;if(n===il)return i.INT;if(n===On)return i.UNSIGNED_INT;if(n===Fn)return i.FLOAT;if(n===Un)return i.HALF_FLOAT;if(n===Bu)return i.ALPHA;if(n===zu)return i.RGB;if(n===Bn)return i.RGBA;if(n===ui)return i.DEPTH_COMPONENT;if(n===mi)return i.DEPTH_STENCIL;if(n===no)return i.RED;if(n===ol)return i.RED_INTEGER;if(n===Yi)return i.RG;if(n===al)return i.RG_INTEGER;if(n===ll)return i.RGBA_INTEGER;if(n===io||n===so||n===ro||n===oo)if(o===ot)if(r=e.get("WEBGL_compressed_texture_s3tc_srgb"),r!==null){if(n===io)return r.COMPRESSED_SRGB_S3TC_DXT1_EXT;if(n===so)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT;if(n===ro)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT;if(n===oo)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT}else return null;else if(r=e.get("WEBGL_compressed_texture_s3tc"),r!==null){if(n===io)return r.COMPRESSED_RGB_S3TC_DXT1_EXT;if(n===so)return r.COMPRESSED_RGBA_S3TC_DXT1_EXT;if(n===ro)return r.COMPRESSED_RGBA_S3TC_DXT3_EXT;if(n===oo)return r.COMPRESSED_RGBA_S3TC_DXT5_EXT}else return null;if(n===cl||n===hl||n===ul||n===dl)if(r=e.get("WEBGL_compressed_texture_pvrtc"),r!==null){if(n===cl)return r.COMPRESSED_RGB_PVRTC_4BPPV1_IMG;if(n===hl)return r.COMPRESSED_RGB_PVRTC_2BPPV1_IMG;if(n===ul)return r.COMPRESSED_RGBA_PVRTC_4BPPV1_IMG;if(n===dl)return r.COMPRESSED_RGBA_PVRTC_2BPPV1_IMG}else return null;if(n===pl||n===fl||n===ml||n===gl||n===xl||n===ao||n===vl)if(r=e.get("WEBGL_compressed_texture_etc"),r!==null){if(n===pl||n===fl)return o===ot?r.COMPRESSED_SRGB8_ETC2:r.COMPRESSED_RGB8_ETC2;if(n===ml)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:r.COMPRESSED_RGBA8_ETC2_EAC;if(n===gl)return r.COMPRESSED_R11_EAC;if(n===xl)return r.COMPRESSED_SIGNED_R11_EAC;if(n===ao)return r.COMPRESSED_RG11_EAC;if(n===vl)return r.COMPRESSED_SIGNED_RG11_EAC}else return null;if(n===yl||n===bl||n===_l||n===wl||n===Ml||n===Sl||n===Tl||n===El||n===Al||n===Cl||n===Rl||n===Pl||n===Ll||n===Il)if(r=e.get("WEBGL_compressed_texture_astc"),r!==null){if(n===yl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR:r.COMPRESSED_RGBA_ASTC_4x4_KHR;if(n===bl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR:r.COMPRESSED_RGBA_ASTC_5x4_KHR;if(n===_l)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR:r.COMPRESSED_RGBA_ASTC_5x5_KHR;if(n===wl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR:r.COMPRESSED_RGBA_ASTC_6x5_KHR;if(n===Ml)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR:r.COMPRESSED_RGBA_ASTC_6x6_KHR;if(n===Sl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR:r.COMPRESSED_RGBA_ASTC_8x5_KHR;if(n===Tl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR:r.COMPRESSED_RGBA_ASTC_8x6_KHR;if(n===El)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR:r.COMPRESSED_RGBA_ASTC_8x8_KHR;if(n===Al)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR:r.COMPRESSED_RGBA_ASTC_10x5_KHR;if(n===Cl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR:r.COMPRESSED_RGBA_ASTC_10x6_KHR;if(n===Rl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR:r.COMPRESSED_RGBA_ASTC_10x8_KHR;if(n===Pl)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR:r.COMPRESSED_RGBA_ASTC_10x10_KHR;if(n===Ll)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR:r.COMPRESSED_RGBA_ASTC_12x10_KHR;if(n===Il)return o===ot?r.COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR:r.COMPRESSED_RGBA_ASTC_12x12_KHR}else return null;if(n===Dl||n===Nl||n===kl)if(r=e.get("EXT_texture_compression_bptc"),r!==null){if(n===Dl)return o===ot?r.COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT:r.COMPRESSED_RGBA_BPTC_UNORM_EXT;if(n===Nl)return r.COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;if(n===kl)return r.COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT}else return null;if(n===Ol||n===Fl||n===lo||n===Ul)if(r=e.get("EXT_texture_compression_rgtc"),r!==null){if(n===Ol)return r.COMPRESSED_RED_RGTC1_EXT;if(n===Fl)return r.COMPRESSED_SIGNED_RED_RGTC1_EXT;if(n===lo)return r.COMPRESSED_RED_GREEN_RGTC2_EXT;if(n===Ul)return r.COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT}else return null;return n===bs?i.UNSIGNED_INT_24_8:i[n]!==void 0?i[n]:null}return{convert:t}}var YS=`
void main() {

	gl_Position = vec4( position, 1.0 );

}`,KS=`
uniform sampler2DArray depthColor;
uniform float depthWidth;
uniform float depthHeight;

void main() {

	vec2 coord = vec2( gl_FragCoord.x / depthWidth, gl_FragCoord.y / depthHeight );

	if ( coord.x >= 1.0 ) {

		gl_FragDepth = texture( depthColor, vec3( coord.x - 1.0, coord.y, 1 ) ).r;

	} else {

		gl_FragDepth = texture( depthColor, vec3( coord.x, coord.y, 0 ) ).r;

	}

}`,ld=class{constructor(){this.texture=null,this.mesh=null,this.depthNear=0,this.depthFar=0}init(e,t){if(this.texture===null){let n=new Yr(e.texture);(e.depthNear!==t.depthNear||e.depthFar!==t.depthFar)&&(this.depthNear=e.depthNear,this.depthFar=e.depthFar),this.texture=n}}getMesh(e){if(this.texture!==null&&this.mesh===null){let t=e.cameras[0].viewport,n=new cn({vertexShader:YS,fragmentShader:KS,uniforms:{depthColor:{value:this.texture},depthWidth:{value:t.z},depthHeight:{value:t.w}}});this.mesh=new ln(new ms(20,20),n)}return this.mesh}reset(){this.texture=null,this.mesh=null}getDepthTexture(){return this.texture}},cd=class extends kn{constructor(e,t){super();let n=this,s=null,r=1,o=null,a="local-floor",l=1,c=null,h=null,u=null,d=null,p=null,m=null,x=typeof XRWebGLBinding<"u",f=new ld,g={},_=t.getContextAttributes(),E=null,M=null,C=[],A=[],v=new Ne,T=null,B=null,I=new $t;I.viewport=new yt;let k=new $t;k.viewport=new yt;let H=[I,k],q=new Qa,L=null,$=null;this.cameraAutoUpdate=!0,this.enabled=!1,this.isPresenting=!1,this.getController=function(K){let me=C[K];return me===void 0&&(me=new Qs,C[K]=me),me.getTargetRaySpace()},this.getControllerGrip=function(K){let me=C[K];return me===void 0&&(me=new Qs,C[K]=me),me.getGripSpace()},this.getHand=function(K){let me=C[K];return me===void 0&&(me=new Qs,C[K]=me),me.getHandSpace()};function Z(K){let me=A.indexOf(K.inputSource);if(me===-1)return;let we=C[me];we!==void 0&&(we.update(K.inputSource,K.frame,c||o),we.dispatchEvent({type:K.type,data:K.inputSource}))}function V(){s.removeEventListener("select",Z),s.removeEventListener("selectstart",Z),s.removeEventListener("selectend",Z),s.removeEventListener("squeeze",Z),s.removeEventListener("squeezestart",Z),s.removeEventListener("squeezeend",Z),s.removeEventListener("end",V),s.removeEventListener("inputsourceschange",ne);for(let K=0;K<C.length;K++){let me=A[K];me!==null&&(A[K]=null,C[K].disconnect(me))}L=null,$=null,f.reset();for(let K in g)delete g[K];if(e.setRenderTarget(E),p=null,d=null,u=null,s=null,M=null,Ue.stop(),n.isPresenting=!1,e.setPixelRatio(T),e.setSize(v.width,v.height,!1),B!==null){let K=B.camera;K.fov=B.fov,K.zoom=B.zoom,K.updateProjectionMatrix(),B=null}n.dispatchEvent({type:"sessionend"})}this.setFramebufferScaleFactor=function(K){r=K,n.isPresenting===!0&&Pe("WebXRManager: Cannot change framebuffer scale while presenting.")},this.setReferenceSpaceType=function(K){a=K,n.isPresenting===!0&&Pe("WebXRManager: Cannot change reference space type while presenting.")},this.getReferenceSpace=function(){return c||o},this.setReferenceSpace=function(K){c=K},this.getBaseLayer=function(){return d!==null?d:p},this.getBinding=function(){return u===null&&x&&(u=new XRWebGLBinding(s,t)),u},this.getFrame=function(){return m},this.getSession=function(){return s},this.setSession=async function(K){if(s=K,s!==null){if(E=e.getRenderTarget(),s.addEventListener("select",Z),s.addEventListener("selectstart",Z),s.addEventListener("selectend",Z),s.addEventListener("squeeze",Z),s.addEventListener("squeezestart",Z),s.addEventListener("squeezeend",Z),s.addEventListener("end",V),s.addEventListener("inputsourceschange",ne),_.xrCompatible!==!0&&await t.makeXRCompatible(),T=e.getPixelRatio(),e.getSize(v),x&&"createProjectionLayer"in XRWebGLBinding.prototype){let we=null,Le=null,ge=null;_.depth&&(ge=_.stencil?t.DEPTH24_STENCIL8:t.DEPTH_COMPONENT24,we=_.stencil?mi:ui,Le=_.stencil?bs:On);let He={colorFormat:t.RGBA8,depthFormat:ge,scaleFactor:r};u=this.getBinding(),d=u.createProjectionLayer(He),s.updateRenderState({layers:[d]}),e.setPixelRatio(1),e.setSize(d.textureWidth,d.textureHeight,!1),M=new vn(d.textureWidth,d.textureHeight,{format:Bn,type:Jt,depthTexture:new pi(d.textureWidth,d.textureHeight,Le,void 0,void 0,void 0,void 0,void 0,void 0,we),stencilBuffer:_.stencil,colorSpace:e.outputColorSpace,samples:_.antialias?4:0,resolveDepthBuffer:d.ignoreDepthValues===!1,resolveStencilBuffer:d.ignoreDepthValues===!1,storeMultisampledDepthBuffer:d.ignoreDepthValues===!1,storeMultisampledStencilBuffer:d.ignoreDepthValues===!1})}else{let we={antialias:_.antialias,alpha:!0,depth:_.depth,stencil:_.stencil,framebufferScaleFactor:r};p=new XRWebGLLayer(s,t,we),s.updateRenderState({baseLayer:p}),e.setPixelRatio(1),e.setSize(p.framebufferWidth,p.framebufferHeight,!1),M=new vn(p.framebufferWidth,p.framebufferHeight,{format:Bn,type:Jt,colorSpace:e.outputColorSpace,stencilBuffer:_.stencil,resolveDepthBuffer:p.ignoreDepthValues===!1,resolveStencilBuffer:p.ignoreDepthValues===!1,storeMultisampledDepthBuffer:p.ignoreDepthValues===!1,storeMultisampledStencilBuffer:p.ignoreDepthValues===!1})}M.isXRRenderTarget=!0,this.setFoveation(l),c=null,o=await s.requestReferenceSpace(a),Ue.setContext(s),Ue.start(),n.isPresenting=!0,n.dispatchEvent({type:"sessionstart"})}},this.getEnvironmentBlendMode=function(){if(s!==null)return s.environmentBlendMode},this.getDepthTexture=function(){return f.getDepthTexture()};function ne(K){for(let me=0;me<K.removed.length;me++){let we=K.removed[me],Le=A.indexOf(we);Le>=0&&(A[Le]=null,C[Le].disconnect(we))}for(let me=0;me<K.added.length;me++){let we=K.added[me],Le=A.indexOf(we);if(Le===-1){for(let He=0;He<C.length;He++)if(He>=A.length){A.push(we),Le=He;break}else if(A[He]===null){A[He]=we,Le=He;break}if(Le===-1)break}let ge=C[Le];ge&&ge.connect(we)}}function W(K,me){me===null?K.matrixWorld.copy(K.matrix):K.matrixWorld.multiplyMatrices(me.matrixWorld,K.matrix),K.matrixWorldInverse.copy(K.matrixWorld).invert()}this.updateCamera=function(K){if(s===null)return;let me=K.near,we=K.far;f.texture!==null&&(f.depthNear>0&&(me=f.depthNear),f.depthFar>0&&(we=f.depthFar)),q.near=k.near=I.near=me,q.far=k.far=I.far=we,(L!==q.near||$!==q.far)&&(s.updateRenderState({depthNear:q.near,depthFar:q.far}),L=q.near,$=q.far),q.layers.mask=K.layers.mask|6,I.layers.mask=q.layers.mask&-5,k.layers.mask=q.layers.mask&-3;let Le=K.parent,ge=q.cameras;W(q,Le);for(let He=0;He<ge.length;He++)W(ge[He],Le);q.projectionMatrix.copy(I.projectionMatrix),q.projectionMatrixInverse.copy(I.projectionMatrixInverse),B===null&&K.isPerspectiveCamera&&(B={camera:K,fov:K.fov,zoom:K.zoom}),Q(K,q,Le)};function Q(K,me,we){we===null?K.matrix.copy(me.matrixWorld):(K.matrix.copy(we.matrixWorld),K.matrix.invert(),K.matrix.multiply(me.matrixWorld)),K.matrix.decompose(K.position,K.quaternion,K.scale),K.updateMatrixWorld(!0),K.projectionMatrix.copy(me.projectionMatrix),K.projectionMatrixInverse.copy(me.projectionMatrixInverse),K.isPerspectiveCamera&&(K.fov=Js*2*Math.atan(1/K.projectionMatrix.elements[5]),K.zoom=1)}this.getCamera=function(){return q},this.getFoveation=function(){if(!(d===null&&p===null))return l},this.setFoveation=function(K){l=K,d!==null&&(d.fixedFoveation=K),p!==null&&p.fixedFoveation!==void 0&&(p.fixedFoveation=K)},this.hasDepthSensing=function(){return f.texture!==null},this.getDepthSensingMesh=function(){return f.getMesh(q)},this.getCameraTexture=function(K){return g[K]};let ee=null;function Te(K,me){if(h=me.getViewerPose(c||o),m=me,h!==null){let we=h.views;p!==null&&(e.setRenderTargetFramebuffer(M,p.framebuffer),e.setRenderTarget(M));let Le=!1;we.length!==q.cameras.length&&(q.cameras.length=0,Le=!0);for(let De=0;De<we.length;De++){let at=we[De],ht=null;if(p!==null)ht=p.getViewport(at);else{let Gt=u.getViewSubImage(d,at);ht=Gt.viewport,De===0&&(e.setRenderTargetTextures(M,Gt.colorTexture,Gt.depthStencilTexture),e.setRenderTarget(M))}let je=H[De];je===void 0&&(je=new $t,je.layers.enable(De),je.viewport=new yt,H[De]=je),je.matrix.fromArray(at.transform.matrix),je.matrix.decompose(je.position,je.quaternion,je.scale),je.projectionMatrix.fromArray(at.projectionMatrix),je.projectionMatrixInverse.copy(je.projectionMatrix).invert(),je.viewport.set(ht.x,ht.y,ht.width,ht.height),De===0&&(q.matrix.copy(je.matrix),q.matrix.decompose(q.position,q.quaternion,q.scale)),Le===!0&&q.cameras.push(je)}let ge=s.enabledFeatures;if(ge&&ge.includes("depth-sensing")&&s.depthUsage=="gpu-optimized"&&x){u=n.getBinding();let De=u.getDepthInformation(we[0]);De&&De.isValid&&De.texture&&f.init(De,s.renderState)}if(ge&&ge.includes("camera-access")&&x){e.state.unbindTexture(),u=n.getBinding();for(let De=0;De<we.length;De++){let at=we[De].camera;if(at){let ht=g[at];ht||(ht=new Yr,g[at]=ht);let je=u.getCameraImage(at);ht.sourceTexture=je}}}}for(let we=0;we<C.length;we++){let Le=A[we],ge=C[we];Le!==null&&ge!==void 0&&ge.update(Le,me,c||o)}ee&&ee(K,me),me.detectedPlanes&&n.dispatchEvent({type:"planesdetected",data:me}),m=null}let Ue=new gg;Ue.setAnimationLoop(Te),this.setAnimationLoop=function(K){ee=K},this.dispose=function(){}}},jS=new pt,Eg=new Oe;Eg.set(-1,0,0,0,1,0,0,0,1);function ZS(i,e){function t(f,g){f.matrixAutoUpdate===!0&&f.updateMatrix(),g.value.copy(f.matrix)}function n(f,g){g.color.getRGB(f.fogColor.value,ju(i)),g.isFog?(f.fogNear.value=g.near,f.fogFar.value=g.far):g.isFogExp2&&(f.fogDensity.value=g.density)}function s(f,g,_,E,M){g.isNodeMaterial?g.uniformsNeedUpdate=!1:g.isMeshBasicMaterial?r(f,g):g.isMeshLambertMaterial?(r(f,g),g.envMap&&(f.envMapIntensity.value=g.envMapIntensity)):g.isMeshToonMaterial?(r(f,g),u(f,g)):g.isMeshPhongMaterial?(r(f,g),h(f,g),g.envMap&&(f.envMapIntensity.value=g.envMapIntensity)):g.isMeshStandardMaterial?(r(f,g),d(f,g),g.isMeshPhysicalMaterial&&p(f,g,M)):g.isMeshMatcapMaterial?(r(f,g),m(f,g)):g.isMeshDepthMaterial?r(f,g):g.isMeshDistanceMaterial?(r(f,g),x(f,g)):g.isMeshNormalMaterial?r(f,g):g.isLineBasicMaterial?(o(f,g),g.isLineDashedMaterial&&a(f,g)):g.isPointsMaterial?l(f,g,_,E):g.isSpriteMaterial?c(f,g):g.isShadowMaterial?(f.color.value.copy(g.color),f.opacity.value=g.opacity):g.isShaderMaterial&&(g.uniformsNeedUpdate=!1)}function r(f,g){f.opacity.value=g.opacity,g.color&&f.diffuse.value.copy(g.color),g.emissive&&f.emissive.value.copy(g.emissive).multiplyScalar(g.emissiveIntensity),g.map&&(f.map.value=g.map,t(g.map,f.mapTransform)),g.alphaMap&&(f.alphaMap.value=g.alphaMap,t(g.alphaMap,f.alphaMapTransform)),g.bumpMap&&(f.bumpMap.value=g.bumpMap,t(g.bumpMap,f.bumpMapTransform),f.bumpScale.value=g.bumpScale,g.side===hn&&(f.bumpScale.value*=-1)),g.normalMap&&(f.normalMap.value=g.normalMap,t(g.normalMap,f.normalMapTransform),f.normalScale.value.copy(g.normalScale),g.side===hn&&f.normalScale.value.negate()),g.displacementMap&&(f.displacementMap.value=g.displacementMap,t(g.displacementMap,f.displacementMapTransform),f.displacementScale.value=g.displacementScale,f.displacementBias.value=g.displacementBias),g.emissiveMap&&(f.emissiveMap.value=g.emissiveMap,t(g.emissiveMap,f.emissiveMapTransform)),g.specularMap&&(f.specularMap.value=g.specularMap,t(g.specularMap,f.specularMapTransform)),g.alphaTest>0&&(f.alphaTest.value=g.alphaTest);let _=e.get(g),E=_.envMap,M=_.envMapRotation;E&&(f.envMap.value=E,f.envMapRotation.value.setFromMatrix4(jS.makeRotationFromEuler(M)).transpose(),E.isCubeTexture&&E.isRenderTargetTexture===!1&&f.envMapRotation.value.premultiply(Eg),f.reflectivity.value=g.reflectivity,f.ior.value=g.ior,f.refractionRatio.value=g.refractionRatio),g.lightMap&&(f.lightMap.value=g.lightMap,f.lightMapIntensity.value=g.lightMapIntensity,t(g.lightMap,f.lightMapTransform)),g.aoMap&&(f.aoMap.value=g.aoMap,f.aoMapIntensity.value=g.aoMapIntensity,t(g.aoMap,f.aoMapTransform))}function o(f,g){f.diffuse.value.copy(g.color),f.opacity.value=g.opacity,g.map&&(f.map.value=g.map,t(g.map,f.mapTransform))}function a(f,g){f.dashSize.value=g.dashSize,f.totalSize.value=g.dashSize+g.gapSize,f.scale.value=g.scale}function l(f,g,_,E){f.diffuse.value.copy(g.color),f.opacity.value=g.opacity,f.size.value=g.size*_,f.scale.value=E*.5,g.map&&(f.map.value=g.map,t(g.map,f.uvTransform)),g.alphaMap&&(f.alphaMap.value=g.alphaMap,t(g.alphaMap,f.alphaMapTransform)),g.alphaTest>0&&(f.alphaTest.value=g.alphaTest)}function c(f,g){f.diffuse.value.copy(g.color),f.opacity.value=g.opacity,f.rotation.value=g.rotation,g.map&&(f.map.value=g.map,t(g.map,f.mapTransform)),g.alphaMap&&(f.alphaMap.value=g.alphaMap,t(g.alphaMap,f.alphaMapTransform)),g.alphaTest>0&&(f.alphaTest.value=g.alphaTest)}function h(f,g){f.specular.value.copy(g.specular),f.shininess.value=Math.max(g.shininess,1e-4)}function u(f,g){g.gradientMap&&(f.gradientMap.value=g.gradientMap)}function d(f,g){f.metalness.value=g.metalness,g.metalnessMap&&(f.metalnessMap.value=g.metalnessMap,t(g.metalnessMap,f.metalnessMapTransform)),f.roughness.value=g.roughness,g.roughnessMap&&(f.roughnessMap.value=g.roughnessMap,t(g.roughnessMap,f.roughnessMapTransform)),g.envMap&&(f.envMapIntensity.value=g.envMapIntensity)}function p(f,g,_){f.ior.value=g.ior,g.diffuseRoughness>0&&(f.diffuseRoughness.value=g.diffuseRoughness,g.diffuseRoughnessMap&&(f.diffuseRoughnessMap.value=g.diffuseRoughnessMap,t(g.diffuseRoughnessMap,f.diffuseRoughnessMapTransform))),g.sheen>0&&(f.sheenColor.value.copy(g.sheenColor).multiplyScalar(g.sheen),f.sheenRoughness.value=g.sheenRoughness,g.sheenColorMap&&(f.sheenColorMap.value=g.sheenColorMap,t(g.sheenColorMap,f.sheenColorMapTransform)),g.sheenRoughnessMap&&(f.sheenRoughnessMap.value=g.sheenRoughnessMap,t(g.sheenRoughnessMap,f.sheenRoughnessMapTransform))),g.clearcoat>0&&(f.clearcoat.value=g.clearcoat,f.clearcoatRoughness.value=g.clearcoatRoughness,g.clearcoatMap&&(f.clearcoatMap.value=g.clearcoatMap,t(g.clearcoatMap,f.clearcoatMapTransform)),g.clearcoatRoughnessMap&&(f.clearcoatRoughnessMap.value=g.clearcoatRoughnessMap,t(g.clearcoatRoughnessMap,f.clearcoatRoughnessMapTransform)),g.clearcoatNormalMap&&(f.clearcoatNormalMap.value=g.clearcoatNormalMap,t(g.clearcoatNormalMap,f.clearcoatNormalMapTransform),f.clearcoatNormalScale.value.copy(g.clearcoatNormalScale),g.side===hn&&f.clearcoatNormalScale.value.negate())),g.dispersion>0&&(f.dispersion.value=g.dispersion),g.retroreflectivity>0&&(f.retroreflectivity.value=g.retroreflectivity),g.iridescence>0&&(f.iridescence.value=g.iridescence,f.iridescenceIOR.value=g.iridescenceIOR,f.iridescenceThicknessMinimum.value=g.iridescenceThicknessMinimum,f.iridescenceThicknessMaximum.value=g.iridescenceThicknessMaximum,g.iridescenceMap&&(f.iridescenceMap.value=g.iridescenceMap,t(g.iridescenceMap,f.iridescenceMapTransform)),g.iridescenceThicknessMap&&(f.iridescenceThicknessMap.value=g.iridescenceThicknessMap,t(g.iridescenceThicknessMap,f.iridescenceThicknessMapTransform))),g.transmission>0&&(f.transmission.value=g.transmission,f.transmissionSamplerMap.value=_.texture,f.transmissionSamplerSize.value.set(_.width,_.height),g.transmissionMap&&(f.transmissionMap.value=g.transmissionMap,t(g.transmissionMap,f.transmissionMapTransform)),f.thickness.value=g.thickness,g.thicknessMap&&(f.thicknessMap.value=g.thicknessMap,t(g.thicknessMap,f.thicknessMapTransform)),f.attenuationDistance.value=g.attenuationDistance,f.attenuationColor.value.copy(g.attenuationColor)),g.anisotropy>0&&(f.anisotropyVector.value.set(g.anisotropy*Math.cos(g.anisotropyRotation),g.anisotropy*Math.sin(g.anisotropyRotation)),g.anisotropyMap&&(f.anisotropyMap.value=g.anisotropyMap,t(g.anisotropyMap,f.anisotropyMapTransform))),f.specularIntensity.value=g.specularIntensity,f.specularColor.value.copy(g.specularColor),g.specularColorMap&&(f.specularColorMap.value=g.specularColorMap,t(g.specularColorMap,f.specularColorMapTransform)),g.specularIntensityMap&&(f.specularIntensityMap.value=g.specularIntensityMap,t(g.specularIntensityMap,f.specularIntensityMapTransform))}function m(f,g){g.matcap&&(f.matcap.value=g.matcap)}function x(f,g){let _=e.get(g).light;f.referencePosition.value.setFromMatrixPosition(_.matrixWorld),f.nearDistance.value=_.shadow.camera.near,f.farDistance.value=_.shadow.camera.far}return{refreshFogUniforms:n,refreshMaterialUniforms:s}}function JS(i,e,t,n){let s={},r={};function o(_,E){let M=E.program;n.uniformBlockBinding(_,M,s[_.id])}function a(_,E){let M=s[_.id];M===void 0&&(m(_),M=l(_),s[_.id]=M,_.addEventListener("dispose",f));let C=E.program;n.updateUBOMapping(_,C);let A=e.render.frame;r[_.id]!==A&&(c(_),r[_.id]=A)}function l(_){let E=i.createBuffer(),M=_.__size,C=_.usage;return i.bindBuffer(i.UNIFORM_BUFFER,E),i.bufferData(i.UNIFORM_BUFFER,M,C),i.bindBuffer(i.UNIFORM_BUFFER,null),E}function c(_){let E=s[_.id],M=_.uniforms,C=_.__cache;i.bindBuffer(i.UNIFORM_BUFFER,E);for(let A=0,v=M.length;A<v;A++){let T=M[A];if(Array.isArray(T))for(let B=0,I=T.length;B<I;B++)h(T[B],A,B,C);else h(T,A,0,C)}i.bindBuffer(i.UNIFORM_BUFFER,null)}function h(_,E,M,C){if(d(_,E,M,C)===!0){let A=_.__offset,v=_.value;if(Array.isArray(v)){let T=0;for(let B=0;B<v.length;B++){let I=v[B],k=x(I,!0);u(I,_.__data,T),T+=k.storage/Float32Array.BYTES_PER_ELEMENT}}else u(v,_.__data,0);i.bufferSubData(i.UNIFORM_BUFFER,A,_.__data)}}function u(_,E,M){typeof _=="number"||typeof _=="boolean"?E[M]=_:_.isMatrix3?(E[M]=_.elements[0],E[M+1]=_.elements[1],E[M+2]=_.elements[2],E[M+3]=0,E[M+4]=_.elements[3],E[M+5]=_.elements[4],E[M+6]=_.elements[5],E[M+7]=0,E[M+8]=_.elements[6],E[M+9]=_.elements[7],E[M+10]=_.elements[8],E[M+11]=0):ArrayBuffer.isView(_)?E.set(_.subarray(0,E.length-M),M):_.toArray(E,M)}function d(_,E,M,C){let A=_.value,v=E+"_"+M;if(Array.isArray(A)){C[v]===void 0&&(C[v]=[]);let T=C[v],B=!1;for(let I=0;I<A.length;I++)p(A[I],T,I)===!0&&(B=!0);return B}return p(A,C,v)}function p(_,E,M){if(E[M]===void 0)return typeof _=="number"||typeof _=="boolean"?E[M]=_:ArrayBuffer.isView(_)?E[M]=_.slice():E[M]=_.clone(),!0;{let C=E[M];if(typeof _=="number"||typeof _=="boolean"){if(C!==_)return E[M]=_,!0}else{if(ArrayBuffer.isView(_))return!0;if(C.equals(_)===!1)return C.copy(_),!0}}return!1}function m(_){let E=_.uniforms,M=0,C=16;for(let v=0,T=E.length;v<T;v++){let B=Array.isArray(E[v])?E[v]:[E[v]];for(let I=0,k=B.length;I<k;I++){let H=B[I],q=Array.isArray(H.value)?H.value:[H.value],L=Array.isArray(E[v])||Array.isArray(H.value),$=M;for(let V=0,ne=q.length;V<ne;V++){let W=q[V],Q=x(W,L),ee=M%C,Te=ee%Q.boundary,Ue=ee+Te;M+=Te,Ue!==0&&C-Ue<Q.storage&&(M+=C-Ue),V===0&&($=M),M+=Q.storage}let Z=H.type==="int"?Int32Array:H.type==="uint"?Uint32Array:Float32Array;H.__data=new Z((M-$)/Float32Array.BYTES_PER_ELEMENT),H.__offset=$}}let A=M%C;return A>0&&(M+=C-A),_.__size=M,_.__cache={},this}function x(_,E){let M={boundary:0,storage:0};return typeof _=="number"||typeof _=="boolean"?(M.boundary=4,M.storage=4):_.isVector2?(M.boundary=8,M.storage=8):_.isVector3||_.isColor?(M.boundary=16,M.storage=12):_.isVector4?(M.boundary=16,M.storage=16):_.isMatrix3?(M.boundary=16,M.storage=48):_.isMatrix4?(M.boundary=16,M.storage=64):_.isTexture?Pe("WebGLRenderer: Texture samplers can not be part of an uniforms group."):ArrayBuffer.isView(_)?(M.boundary=16,M.storage=_.byteLength):Pe("WebGLRenderer: Unsupported uniform value type.",_),E===!0&&(M.boundary=16,M.storage=Math.ceil(M.storage/16)*16),M}function f(_){let E=_.target;E.removeEventListener("dispose",f),i.deleteBuffer(s[E.id]),delete s[E.id],delete r[E.id]}function g(){for(let _ in s)i.deleteBuffer(s[_]);s={},r={}}return{bind:o,update:a,dispose:g}}var QS=new Uint16Array([12469,15057,12620,14925,13266,14620,13807,14376,14323,13990,14545,13625,14713,13328,14840,12882,14931,12528,14996,12233,15039,11829,15066,11525,15080,11295,15085,10976,15082,10705,15073,10495,13880,14564,13898,14542,13977,14430,14158,14124,14393,13732,14556,13410,14702,12996,14814,12596,14891,12291,14937,11834,14957,11489,14958,11194,14943,10803,14921,10506,14893,10278,14858,9960,14484,14039,14487,14025,14499,13941,14524,13740,14574,13468,14654,13106,14743,12678,14818,12344,14867,11893,14889,11509,14893,11180,14881,10751,14852,10428,14812,10128,14765,9754,14712,9466,14764,13480,14764,13475,14766,13440,14766,13347,14769,13070,14786,12713,14816,12387,14844,11957,14860,11549,14868,11215,14855,10751,14825,10403,14782,10044,14729,9651,14666,9352,14599,9029,14967,12835,14966,12831,14963,12804,14954,12723,14936,12564,14917,12347,14900,11958,14886,11569,14878,11247,14859,10765,14828,10401,14784,10011,14727,9600,14660,9289,14586,8893,14508,8533,15111,12234,15110,12234,15104,12216,15092,12156,15067,12010,15028,11776,14981,11500,14942,11205,14902,10752,14861,10393,14812,9991,14752,9570,14682,9252,14603,8808,14519,8445,14431,8145,15209,11449,15208,11451,15202,11451,15190,11438,15163,11384,15117,11274,15055,10979,14994,10648,14932,10343,14871,9936,14803,9532,14729,9218,14645,8742,14556,8381,14461,8020,14365,7603,15273,10603,15272,10607,15267,10619,15256,10631,15231,10614,15182,10535,15118,10389,15042,10167,14963,9787,14883,9447,14800,9115,14710,8665,14615,8318,14514,7911,14411,7507,14279,7198,15314,9675,15313,9683,15309,9712,15298,9759,15277,9797,15229,9773,15166,9668,15084,9487,14995,9274,14898,8910,14800,8539,14697,8234,14590,7790,14479,7409,14367,7067,14178,6621,15337,8619,15337,8631,15333,8677,15325,8769,15305,8871,15264,8940,15202,8909,15119,8775,15022,8565,14916,8328,14804,8009,14688,7614,14569,7287,14448,6888,14321,6483,14088,6171,15350,7402,15350,7419,15347,7480,15340,7613,15322,7804,15287,7973,15229,8057,15148,8012,15046,7846,14933,7611,14810,7357,14682,7069,14552,6656,14421,6316,14251,5948,14007,5528,15356,5942,15356,5977,15353,6119,15348,6294,15332,6551,15302,6824,15249,7044,15171,7122,15070,7050,14949,6861,14818,6611,14679,6349,14538,6067,14398,5651,14189,5311,13935,4958,15359,4123,15359,4153,15356,4296,15353,4646,15338,5160,15311,5508,15263,5829,15188,6042,15088,6094,14966,6001,14826,5796,14678,5543,14527,5287,14377,4985,14133,4586,13869,4257,15360,1563,15360,1642,15358,2076,15354,2636,15341,3350,15317,4019,15273,4429,15203,4732,15105,4911,14981,4932,14836,4818,14679,4621,14517,4386,14359,4156,14083,3795,13808,3437,15360,122,15360,137,15358,285,15355,636,15344,1274,15322,2177,15281,2765,15215,3223,15120,3451,14995,3569,14846,3567,14681,3466,14511,3305,14344,3121,14037,2800,13753,2467,15360,0,15360,1,15359,21,15355,89,15346,253,15325,479,15287,796,15225,1148,15133,1492,15008,1749,14856,1882,14685,1886,14506,1783,14324,1608,13996,1398,13702,1183]),Qn=null;function e1(){return Qn===null&&(Qn=new er(QS,16,16,Yi,Un),Qn.name="DFG_LUT",Qn.minFilter=kt,Qn.magFilter=kt,Qn.wrapS=jn,Qn.wrapT=jn,Qn.generateMipmaps=!1,Qn.needsUpdate=!0),Qn}var Vl=class{constructor(e={}){let{canvas:t=Bm(),context:n=null,depth:s=!0,stencil:r=!1,alpha:o=!1,antialias:a=!1,premultipliedAlpha:l=!0,preserveDrawingBuffer:c=!1,powerPreference:h="default",failIfMajorPerformanceCaveat:u=!1,reversedDepthBuffer:d=!1,outputBufferType:p=Jt}=e;this.isWebGLRenderer=!0;let m;if(n!==null){if(typeof WebGLRenderingContext<"u"&&n instanceof WebGLRenderingContext)throw new Error("THREE.WebGLRenderer: WebGL 1 is not supported since r163.");m=n.getContextAttributes().alpha}else m=o;let x=p,f=new Set([ll,al,ol]),g=new Set([Jt,On,or,bs,sl,rl]),_=new Uint32Array(4),E=new Int32Array(4),M={textures:[],min:[],max:[],resolution:[]},C=null,A=null,v=[],T=[],B=null;this.domElement=t,this.debug={checkShaderErrors:!0,diagnostics:{keywords:!1},onShaderError:null},this.autoClear=!0,this.autoClearColor=!0,this.autoClearDepth=!0,this.autoClearStencil=!0,this.sortObjects=!0,this.clippingPlanes=[],this.localClippingEnabled=!1,this.toneMapping=Jn,this.toneMappingExposure=1,this.transmissionResolutionScale=1;let I=this,k=!1,H=null,q=null,L=null,$=null;this._outputColorSpace=rn;let Z=0,V=0,ne=null,W=-1,Q=null,ee=new yt,Te=new yt,Ue=null,K=new Ae(0),me=0,we=t.width,Le=t.height,ge=1,He=null,At=null,De=new yt(0,0,we,Le),at=new yt(0,0,we,Le),ht=!1,je=new zi,Gt=new ka,Lt=!1,un=!1,wt=new pt,Xn=new N,Bt=new yt,_n={background:null,fog:null,environment:null,overrideMaterial:null,isScene:!0},wn=!1;function Mn(){return ne===null?ge:1}let D=n;function Sn(b,P){return t.getContext(b,P)}let xt,vt,de,It,Ie,Fe,S,y,F,te,J,re,he,X,Y,ae,R,j,G,le,se,oe,Ce;try{let b={alpha:!0,depth:s,stencil:r,antialias:a,premultipliedAlpha:l,preserveDrawingBuffer:c,powerPreference:h,failIfMajorPerformanceCaveat:u};if("setAttribute"in t&&t.setAttribute("data-engine",`three.js r${"187"}`),t.addEventListener("webglcontextlost",Re,!1),t.addEventListener("webglcontextrestored",Ve,!1),t.addEventListener("webglcontextcreationerror",pe,!1),D===null){let P="webgl2";if(D=Sn(P,b),D===null)throw Sn(P)?new Error("THREE.WebGLRenderer: Error creating WebGL context with your selected attributes."):new Error("THREE.WebGLRenderer: Error creating WebGL context.")}Ge()}catch(b){throw t.removeEventListener("webglcontextlost",Re,!1),t.removeEventListener("webglcontextrestored",Ve,!1),t.removeEventListener("webglcontextcreationerror",pe,!1),ke("WebGLRenderer: "+b.message),b}function Ge(){xt=new uM(D),xt.init(),se=new qS(D,xt),vt=new eM(D,xt,e,se),de=new $S(D,xt),vt.reversedDepthBuffer&&d&&de.buffers.depth.setReversed(!0),q=D.createFramebuffer(),L=D.createFramebuffer(),$=D.createFramebuffer(),It=new fM(D),Ie=new LS,Fe=new XS(D,xt,de,Ie,vt,se,It),S=new hM(I),y=new gb(D),oe=new Jw(D,y),F=new dM(D,y,It,oe),te=new gM(D,F,y,oe,It),j=new mM(D,vt,Fe),Y=new tM(Ie),J=new PS(I,S,xt,vt,oe,Y),re=new ZS(I,Ie),he=new DS,X=new BS(xt),R=new Zw(I,S,de,te,m,l),ae=new WS(I,te,vt),Ce=new JS(D,It,vt,de),G=new Qw(D,xt,It),le=new pM(D,xt,It),It.programs=J.programs,I.capabilities=vt,I.extensions=xt,I.properties=Ie,I.renderLists=he,I.shadowMap=ae,I.state=de,I.info=It}x!==Jt&&(B=new vM(x,t.width,t.height,a,s,r));let ie=new cd(I,D);this.xr=ie,this.getContext=function(){return D},this.getContextAttributes=function(){return D.getContextAttributes()},this.forceContextLoss=function(){let b=xt.get("WEBGL_lose_context");b&&b.loseContext()},this.forceContextRestore=function(){let b=xt.get("WEBGL_lose_context");b&&b.restoreContext()},this.getPixelRatio=function(){return ge},this.setPixelRatio=function(b){b!==void 0&&(ge=b,this.setSize(we,Le,!1))},this.getSize=function(b){return b.set(we,Le)},this.setSize=function(b,P,z=!0){if(ie.isPresenting){Pe("WebGLRenderer: Can't change size while VR device is presenting.");return}we=b,Le=P,t.width=Math.floor(b*ge),t.height=Math.floor(P*ge),z===!0&&(t.style.width=b+"px",t.style.height=P+"px"),B!==null&&B.setSize(t.width,t.height),this.setViewport(0,0,b,P)},this.getDrawingBufferSize=function(b){return b.set(we*ge,Le*ge).floor()},this.setDrawingBufferSize=function(b,P,z){we=b,Le=P,ge=z,t.width=Math.floor(b*z),t.height=Math.floor(P*z),this.setViewport(0,0,b,P)},this.setEffects=function(b){if(x===Jt){ke("WebGLRenderer: setEffects() requires outputBufferType set to HalfFloatType or FloatType.");return}if(b){for(let P=0;P<b.length;P++)if(b[P].isOutputPass===!0){Pe("WebGLRenderer: OutputPass is not needed in setEffects(). Tone mapping and color space conversion are applied automatically.");break}}B.setEffects(b||[])},this.getCurrentViewport=function(b){return b.copy(ee)},this.getViewport=function(b){return b.copy(De)},this.setViewport=function(b,P,z,O){b.isVector4?De.set(b.x,b.y,b.z,b.w):De.set(b,P,z,O),de.viewport(ee.copy(De).multiplyScalar(Mn()).round())},this.getScissor=function(b){return b.copy(at)},this.setScissor=function(b,P,z,O){b.isVector4?at.set(b.x,b.y,b.z,b.w):at.set(b,P,z,O),de.scissor(Te.copy(at).multiplyScalar(Mn()).round())},this.getScissorTest=function(){return ht},this.setScissorTest=function(b){de.setScissorTest(ht=b)},this.setOpaqueSort=function(b){He=b},this.setTransparentSort=function(b){At=b},this.getClearColor=function(b){return b.copy(R.getClearColor())},this.setClearColor=function(){R.setClearColor(...arguments)},this.getClearAlpha=function(){return R.getClearAlpha()},this.setClearAlpha=function(){R.setClearAlpha(...arguments)},this.clear=function(b=!0,P=!0,z=!0){let O=0;if(b){let U=!1;if(ne!==null){let ue=ne.texture.format;U=f.has(ue)}if(U){let ue=ne.texture.type,_e=g.has(ue),ce=R.getClearColor(),xe=R.getClearAlpha(),Ee=ce.r,Be=ce.g,Ze=ce.b;_e?(_[0]=Ee,_[1]=Be,_[2]=Ze,_[3]=xe,D.clearBufferuiv(D.COLOR,0,_)):(E[0]=Ee,E[1]=Be,E[2]=Ze,E[3]=xe,D.clearBufferiv(D.COLOR,0,E))}else O|=D.COLOR_BUFFER_BIT}P&&(O|=D.DEPTH_BUFFER_BIT,this.state.buffers.depth.setMask(!0)),z&&(O|=D.STENCIL_BUFFER_BIT,this.state.buffers.stencil.setMask(4294967295)),O!==0&&D.clear(O)},this.clearColor=function(){this.clear(!0,!1,!1)},this.clearDepth=function(){this.clear(!1,!0,!1)},this.clearStencil=function(){this.clear(!1,!1,!0)},this.setNodesHandler=function(b){b.setRenderer(this),H=b},this.dispose=function(){t.removeEventListener("webglcontextlost",Re,!1),t.removeEventListener("webglcontextrestored",Ve,!1),t.removeEventListener("webglcontextcreationerror",pe,!1),R.dispose(),he.dispose(),X.dispose(),Fe.dispose(),Ie.dispose(),S.dispose(),te.dispose(),F.dispose(),oe.dispose(),Ce.dispose(),J.dispose(),ie.dispose(),ie.removeEventListener("sessionstart",mp),ie.removeEventListener("sessionend",gp),Ji.stop()};function Re(b){b.preventDefault(),Xu("WebGLRenderer: Context Lost."),k=!0}function Ve(){Xu("WebGLRenderer: Context Restored."),k=!1;let b=It.autoReset,P=ae.enabled,z=ae.autoUpdate,O=ae.needsUpdate,U=ae.type;Ge(),It.autoReset=b,ae.enabled=P,ae.autoUpdate=z,ae.needsUpdate=O,ae.type=U}function pe(b){ke("WebGLRenderer: A WebGL context could not be created. Reason: ",b.statusMessage)}function lt(b){let P=b.target;P.removeEventListener("dispose",lt),zt(P)}function zt(b){wi(b),Ie.remove(b)}function wi(b){let P=Ie.get(b).programs;P!==void 0&&(P.forEach(function(z){J.releaseProgram(z)}),b.isShaderMaterial&&J.releaseShaderCache(b))}this.renderBufferDirect=function(b,P,z,O,U,ue){P===null&&(P=_n);let _e=U.isMesh&&U.matrixWorld.determinantAffine()<0,ce=L0(b,P,z,O,U);de.setMaterial(O,_e);let xe=z.index,Ee=1;if(O.wireframe===!0){if(xe=F.getWireframeAttribute(z),xe===void 0)return;Ee=2}let Be=z.drawRange,Ze=z.attributes.position,Me=Be.start*Ee,Je=(Be.start+Be.count)*Ee;ue!==null&&(Me=Math.max(Me,ue.start*Ee),Je=Math.min(Je,(ue.start+ue.count)*Ee)),xe!==null?(Me=Math.max(Me,0),Je=Math.min(Je,xe.count)):Ze!=null&&(Me=Math.max(Me,0),Je=Math.min(Je,Ze.count));let Ct=Je-Me;if(Ct<0||Ct===1/0)return;oe.setup(U,O,ce,z,xe);let ft,ut=G;if(xe!==null&&(ft=y.get(xe),ut=le,ut.setIndex(ft)),U.isMesh)O.wireframe===!0?(de.setLineWidth(O.wireframeLinewidth*Mn()),ut.setMode(D.LINES)):ut.setMode(D.TRIANGLES);else if(U.isLine){let qt=O.linewidth;qt===void 0&&(qt=1),de.setLineWidth(qt*Mn()),U.isLineSegments?ut.setMode(D.LINES):U.isLineLoop?ut.setMode(D.LINE_LOOP):ut.setMode(D.LINE_STRIP)}else U.isPoints?ut.setMode(D.POINTS):U.isSprite&&ut.setMode(D.TRIANGLES);if(U.isBatchedMesh)if(xt.get("WEBGL_multi_draw"))ut.renderMultiDraw(U._multiDrawStarts,U._multiDrawCounts,U._multiDrawCount);else{let qt=U._multiDrawStarts,Se=U._multiDrawCounts,tn=U._multiDrawCount,it=xe?y.get(xe).bytesPerElement:1,Qi=Ie.get(O).currentProgram.getUniforms();for(let Yt=0;Yt<tn;Yt++)Qi.setValue(D,"_gl_DrawID",Yt),ut.render(qt[Yt]/it,Se[Yt])}else if(U.isInstancedMesh)ut.renderInstances(Me,Ct,U.count);else if(z.isInstancedBufferGeometry){let qt=z._maxInstanceCount!==void 0?z._maxInstanceCount:1/0,Se=Math.min(z.instanceCount,qt);ut.renderInstances(Me,Ct,Se)}else ut.render(Me,Ct)};function fp(b,P,z,O){H!==null&&b.isNodeMaterial&&H.setObject(O,b),Lt===!0&&Y.setState(b,z,!1),b.transparent===!0&&b.side===Cn&&b.forceSinglePass===!1?(b.side=hn,b.needsUpdate=!0,gr(b,P,O),b.side=Zn,b.needsUpdate=!0,gr(b,P,O),b.side=Cn):gr(b,P,O)}this.compile=function(b,P,z=null){z===null&&(z=b),H!==null&&H.renderStart(b,P,z),A=X.get(z),A.init(P),T.push(A),z.traverseVisible(function(U){U.isLight&&U.layers.test(P.layers)&&(A.pushLight(U),U.castShadow&&A.pushShadow(U))}),b!==z&&b.traverseVisible(function(U){U.isLight&&U.layers.test(P.layers)&&(A.pushLight(U),U.castShadow&&A.pushShadow(U))}),A.setupLights(),H!==null&&H.updateLights(A.state.lightsArray),un=this.localClippingEnabled,Lt=Y.init(this.clippingPlanes,un),Lt===!0&&Y.setGlobalState(this.clippingPlanes,P),H!==null&&ae.render(A.state.shadowsArray,z,P);let O=new Set;return b.traverse(function(U){if(!(U.isMesh||U.isPoints||U.isLine||U.isSprite))return;let ue=U.material;if(ue)if(Array.isArray(ue))for(let _e=0;_e<ue.length;_e++){let ce=ue[_e];fp(ce,z,P,U),O.add(ce)}else fp(ue,z,P,U),O.add(ue)}),A=T.pop(),H!==null&&H.renderEnd(),O},this.compileAsync=function(b,P,z=null){let O=this.compile(b,P,z);return new Promise(U=>{function ue(){if(O.forEach(function(_e){let xe=Ie.get(_e).currentProgram;(xe===void 0||xe.isReady())&&O.delete(_e)}),O.size===0){U(b);return}setTimeout(ue,10)}xt.get("KHR_parallel_shader_compile")!==null?ue():setTimeout(ue,10)})};let yh=null;function R0(b){yh&&yh(b)}function mp(){Ji.stop()}function gp(){Ji.start()}let Ji=new gg;Ji.setAnimationLoop(R0),typeof self<"u"&&Ji.setContext(self),this.setAnimationLoop=function(b){yh=b,ie.setAnimationLoop(b),b===null?Ji.stop():Ji.start()},ie.addEventListener("sessionstart",mp),ie.addEventListener("sessionend",gp),this.render=function(b,P){if(P!==void 0&&P.isCamera!==!0){ke("WebGLRenderer.render: camera is not an instance of THREE.Camera.");return}if(k===!0)return;H!==null&&H.renderStart(b,P);let z=ie.enabled===!0&&ie.isPresenting===!0,O=B!==null&&(ne===null||z)&&B.begin(I,ne);if(b.matrixWorldAutoUpdate===!0&&b.updateMatrixWorld(),P.parent===null&&P.matrixWorldAutoUpdate===!0&&P.updateMatrixWorld(),ie.enabled===!0&&ie.isPresenting===!0&&(B===null||B.isCompositing()===!1)&&(ie.cameraAutoUpdate===!0&&ie.updateCamera(P),P=ie.getCamera()),b.isScene===!0&&b.onBeforeRender(I,b,P,ne),A=X.get(b,T.length),A.init(P),A.state.textureUnits=Fe.getTextureUnits(),T.push(A),wt.multiplyMatrices(P.projectionMatrix,P.matrixWorldInverse),P.isArrayCamera?Gt.setFromArrayCamera(P):je.setFromProjectionMatrix(wt,An,P.reversedDepth),un=this.localClippingEnabled,Lt=Y.init(this.clippingPlanes,un),C=he.get(b,v.length),C.init(),v.push(C),this.info.render.frame++,ie.enabled===!0&&ie.isPresenting===!0){let _e=I.xr.getDepthSensingMesh();_e!==null&&bh(_e,P,-1/0,I.sortObjects)}bh(b,P,0,I.sortObjects),C.finish(),H!==null&&H.updateLights(A.state.lightsArray),I.sortObjects===!0&&C.sort(He,At),wn=ie.enabled===!1||ie.isPresenting===!1||ie.hasDepthSensing()===!1,wn&&R.addToRenderList(C,b),this.info.autoReset===!0&&this.info.reset(),Lt===!0&&Y.beginShadows();let U=A.state.shadowsArray;if(ae.render(U,b,P),Lt===!0&&Y.endShadows(),(O&&B.hasRenderPass())===!1){let _e=C.opaque,ce=C.transmissive;if(A.setupLights(),P.isArrayCamera){let xe=P.cameras;if(ce.length>0)for(let Ee=0,Be=xe.length;Ee<Be;Ee++){let Ze=xe[Ee];vp(_e,ce,b,Ze)}wn&&R.render(b);for(let Ee=0,Be=xe.length;Ee<Be;Ee++){let Ze=xe[Ee];xp(C,b,Ze,Ze.viewport)}}else ce.length>0&&vp(_e,ce,b,P),wn&&R.render(b),xp(C,b,P)}ne!==null&&V===0&&(Fe.updateMultisampleRenderTarget(ne),Fe.updateRenderTargetMipmap(ne)),O&&B.end(I),b.isScene===!0&&b.onAfterRender(I,b,P),oe.resetDefaultState(),W=-1,Q=null,T.pop(),T.length>0?(A=T[T.length-1],Fe.setTextureUnits(A.state.textureUnits),Lt===!0&&Y.setGlobalState(I.clippingPlanes,A.state.camera)):A=null,v.pop(),v.length>0?C=v[v.length-1]:C=null,H!==null&&H.renderEnd()};function bh(b,P,z,O){if(b.visible===!1)return;if(b.layers.test(P.layers)){if(b.isGroup)z=b.renderOrder;else if(b.isLOD)b.autoUpdate===!0&&b.update(P);else if(b.isLight)A.pushLight(b),b.castShadow&&A.pushShadow(b);else if(b.isSprite){let _e=P.isArrayCamera?Gt:je;if(!b.frustumCulled||b.intersectsFrustum(_e)){O&&Bt.setFromMatrixPosition(b.matrixWorld).applyMatrix4(wt);let ce=te.update(b),xe=b.material;xe.visible&&C.push(b,ce,xe,z,Bt.z,null,P)}}else if(b.isMesh||b.isLine||b.isPoints){let _e=P.isArrayCamera?Gt:je;if(!b.frustumCulled||b.intersectsFrustum(_e)){let ce=te.update(b),xe=b.material;if(O&&(b.boundingSphere!==void 0?(b.boundingSphere===null&&b.computeBoundingSphere(),Bt.copy(b.boundingSphere.center)):(ce.boundingSphere===null&&ce.computeBoundingSphere(),Bt.copy(ce.boundingSphere.center)),Bt.applyMatrix4(b.matrixWorld).applyMatrix4(wt)),Array.isArray(xe)){let Ee=ce.groups;for(let Be=0,Ze=Ee.length;Be<Ze;Be++){let Me=Ee[Be],Je=xe[Me.materialIndex];Je&&Je.visible&&C.push(b,ce,Je,z,Bt.z,Me,P)}}else xe.visible&&C.push(b,ce,xe,z,Bt.z,null,P)}}}let ue=b.children;for(let _e=0,ce=ue.length;_e<ce;_e++)bh(ue[_e],P,z,O)}function xp(b,P,z,O){let{opaque:U,transmissive:ue,transparent:_e}=b;A.setupLightsView(z),Lt===!0&&Y.setGlobalState(I.clippingPlanes,z),O&&de.viewport(ee.copy(O)),U.length>0&&No(U,P,z),ue.length>0&&No(ue,P,z),_e.length>0&&No(_e,P,z),de.buffers.depth.setTest(!0),de.buffers.depth.setMask(!0),de.buffers.color.setMask(!0),de.setPolygonOffset(!1)}function vp(b,P,z,O){if((z.isScene===!0?z.overrideMaterial:null)!==null)return;if(A.state.transmissionRenderTarget[O.id]===void 0){let Me=xt.has("EXT_color_buffer_half_float")||xt.has("EXT_color_buffer_float");A.state.transmissionRenderTarget[O.id]=new vn(1,1,{generateMipmaps:!0,type:Me?Un:Jt,minFilter:fi,samples:Math.max(4,vt.samples),stencilBuffer:r,resolveDepthBuffer:!1,resolveStencilBuffer:!1,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,colorSpace:Qe.workingColorSpace})}let ue=A.state.transmissionRenderTarget[O.id],_e=O.viewport||ee;ue.setSize(_e.z*I.transmissionResolutionScale,_e.w*I.transmissionResolutionScale);let ce=I.getRenderTarget(),xe=I.getActiveCubeFace(),Ee=I.getActiveMipmapLevel();I.setRenderTarget(ue),I.getClearColor(K),me=I.getClearAlpha(),me<1&&I.setClearColor(16777215,.5),I.clear(),wn&&R.render(z);let Be=I.toneMapping;I.toneMapping=Jn;let Ze=O.viewport;if(O.viewport!==void 0&&(O.viewport=void 0),A.setupLightsView(O),Lt===!0&&Y.setGlobalState(I.clippingPlanes,O),No(b,z,O),Fe.updateMultisampleRenderTarget(ue),Fe.updateRenderTargetMipmap(ue),xt.has("WEBGL_multisampled_render_to_texture")===!1){let Me=!1;for(let Je=0,Ct=P.length;Je<Ct;Je++){let ft=P[Je],{object:ut,geometry:qt,material:Se,group:tn}=ft;if(Se.side===Cn&&ut.layers.test(O.layers)){let it=Se.side;Se.side=hn,Se.needsUpdate=!0,yp(ut,z,O,qt,Se,tn),Se.side=it,Se.needsUpdate=!0,Me=!0}}Me===!0&&(Fe.updateMultisampleRenderTarget(ue),Fe.updateRenderTargetMipmap(ue))}I.setRenderTarget(ce,xe,Ee),I.setClearColor(K,me),Ze!==void 0&&(O.viewport=Ze),I.toneMapping=Be}function No(b,P,z){let O=P.isScene===!0?P.overrideMaterial:null;for(let U=0,ue=b.length;U<ue;U++){let _e=b[U],{object:ce,geometry:xe,group:Ee}=_e,Be=_e.material;Be.allowOverride===!0&&O!==null&&(Be=O),ce.layers.test(z.layers)&&yp(ce,P,z,xe,Be,Ee)}}function yp(b,P,z,O,U,ue){H!==null&&U.isNodeMaterial&&H.setObject(b,U),b.onBeforeRender(I,P,z,O,U,ue),b.modelViewMatrix.multiplyMatrices(z.matrixWorldInverse,b.matrixWorld),b.normalMatrix.getNormalMatrix(b.modelViewMatrix),U.onBeforeRender(I,P,z,O,b,ue),U.transparent===!0&&U.side===Cn&&U.forceSinglePass===!1?(U.side=hn,U.needsUpdate=!0,I.renderBufferDirect(z,P,O,U,b,ue),U.side=Zn,U.needsUpdate=!0,I.renderBufferDirect(z,P,O,U,b,ue),U.side=Cn):I.renderBufferDirect(z,P,O,U,b,ue),b.onAfterRender(I,P,z,O,U,ue)}function bp(b){let P=0;for(let z of b)z.texture!==null&&P++;return P}function gr(b,P,z){P.isScene!==!0&&(P=_n);let O=Ie.get(b),U=A.state.lights,ue=A.state.shadowsArray,_e=U.state.version,ce=J.getParameters(b,U.state,ue,P,z,A.state.lightProbeGridArray),xe=J.getProgramCacheKey(ce),Ee=O.programs;O.environment=b.isMeshStandardMaterial||b.isMeshLambertMaterial||b.isMeshPhongMaterial?P.environment:null,O.fog=P.fog;let Be=b.isMeshStandardMaterial||b.isMeshLambertMaterial&&!b.envMap||b.isMeshPhongMaterial&&!b.envMap;O.envMap=S.get(b.envMap||O.environment,Be),O.envMapRotation=O.environment!==null&&b.envMap===null?P.environmentRotation:b.envMapRotation,Ee===void 0&&(b.addEventListener("dispose",lt),Ee=new Map,O.programs=Ee,O.programVariants=new Map);let Ze=Ee.get(xe);if(Ze!==void 0){if(O.currentProgram===Ze&&O.lightsStateVersion===_e)return wp(b,ce),Ze}else ce.uniforms=J.getUniforms(b),H!==null&&b.isNodeMaterial&&H.build(b,z,ce),b.onBeforeCompile(ce,I),Ze=J.acquireProgram(ce,xe),Ee.set(xe,Ze),O.uniforms=ce.uniforms;let Me=O.uniforms;return(!b.isShaderMaterial&&!b.isRawShaderMaterial||b.clipping===!0)&&(Me.clippingPlanes=Y.uniform),wp(b,ce),O.needsLights=D0(b),O.lightsStateVersion=_e,O.needsLights&&(Me.ambientLightColor.value=U.state.ambient,Me.lightProbe.value=U.state.probe,Me.sunLights.value=U.state.sun,Me.sunLightShadows.value=U.state.sunShadow,Me.directionalLights.value=U.state.directional,Me.directionalLightShadows.value=U.state.directionalShadow,Me.spotLights.value=U.state.spot,Me.spotLightShadows.value=U.state.spotShadow,Me.rectAreaLights.value=U.state.rectArea,Me.ltc_1.value=U.state.rectAreaLTC1,Me.ltc_2.value=U.state.rectAreaLTC2,Me.pointLights.value=U.state.point,Me.pointLightShadows.value=U.state.pointShadow,Me.hemisphereLights.value=U.state.hemi,Me.sunShadowMatrix.value=U.state.sunShadowMatrix,Me.sunShadowCascade.value=U.state.sunShadowCascade,Me.directionalShadowMatrix.value=U.state.directionalShadowMatrix,Me.spotLightMatrix.value=U.state.spotLightMatrix,Me.spotLightMap.value=U.state.spotLightMap,Me.pointShadowMatrix.value=U.state.pointShadowMatrix),O.numLightProbeGrids=bp(A.state.lightProbeGridArray),O.currentProgram=Ze,O.uniformsList=null,Ze}function P0(b,P,z,O,U){let ue=Ie.get(b),_e=ue.currentProgram.id+","+O+","+U,ce=ue.programVariants.get(_e);return ce===void 0?(ce=gr(b,P,z),ue.programVariants.set(_e,ce)):(ue.currentProgram=ce,ue.uniformsList=null,ue.outputColorSpace=O,ue.toneMapping=U),ce}function _p(b){if(b.uniformsList===null){let P=b.currentProgram.getUniforms();b.uniformsList=lr.seqWithValue(P.seq,b.uniforms)}return b.uniformsList}function wp(b,P){let z=Ie.get(b);z.outputColorSpace=P.outputColorSpace,z.batching=P.batching,z.batchingColor=P.batchingColor,z.instancing=P.instancing,z.instancingColor=P.instancingColor,z.instancingMorph=P.instancingMorph,z.skinning=P.skinning,z.morphTargets=P.morphTargets,z.morphNormals=P.morphNormals,z.morphColors=P.morphColors,z.morphTargetsCount=P.morphTargetsCount,z.numClippingPlanes=P.numClippingPlanes,z.numIntersection=P.numClipIntersection,z.vertexAlphas=P.vertexAlphas,z.vertexTangents=P.vertexTangents,z.toneMapping=P.toneMapping}function L0(b,P,z,O,U){P.isScene!==!0&&(P=_n),Fe.resetTextureUnits();let ue=P.fog,_e=O.isMeshStandardMaterial||O.isMeshLambertMaterial||O.isMeshPhongMaterial?P.environment:null,ce=ne===null?I.outputColorSpace:ne.isXRRenderTarget===!0?ne.texture.colorSpace:Qe.workingColorSpace,xe=O.isMeshStandardMaterial||O.isMeshLambertMaterial&&!O.envMap||O.isMeshPhongMaterial&&!O.envMap,Ee=S.get(O.envMap||_e,xe),Be=O.vertexColors===!0&&!!z.attributes.color&&z.attributes.color.itemSize===4,Ze=!!z.attributes.tangent&&(!!O.normalMap||O.anisotropy>0),Me=!!z.morphAttributes.position,Je=!!z.morphAttributes.normal,Ct=!!z.morphAttributes.color,ft=Jn;O.toneMapped&&(ne===null||ne.isXRRenderTarget===!0)&&(ft=I.toneMapping);let ut=z.morphAttributes.position||z.morphAttributes.normal||z.morphAttributes.color,qt=ut!==void 0?ut.length:0,Se=Ie.get(O),tn=A.state.lights;if(Lt===!0&&(un===!0||b!==Q)){let Mt=b===Q&&O.id===W;Y.setState(O,b,Mt)}let it=!1,Qi=!1;O.version===Se.__version?Se.needsLights&&Se.lightsStateVersion!==tn.state.version||U.isBatchedMesh&&Se.batching===!1||!U.isBatchedMesh&&Se.batching===!0||U.isBatchedMesh&&Se.batchingColor===!0&&U._colorsTexture===null||U.isBatchedMesh&&Se.batchingColor===!1&&U._colorsTexture!==null||U.isInstancedMesh&&Se.instancing===!1||!U.isInstancedMesh&&Se.instancing===!0||U.isSkinnedMesh&&Se.skinning===!1||!U.isSkinnedMesh&&Se.skinning===!0||U.isInstancedMesh&&Se.instancingColor===!0&&U.instanceColor===null||U.isInstancedMesh&&Se.instancingColor===!1&&U.instanceColor!==null||U.isInstancedMesh&&Se.instancingMorph===!0&&U.morphTexture===null||U.isInstancedMesh&&Se.instancingMorph===!1&&U.morphTexture!==null||Se.envMap!==Ee||O.fog===!0&&Se.fog!==ue||Se.numClippingPlanes!==void 0&&(Se.numClippingPlanes!==Y.numPlanes||Se.numIntersection!==Y.numIntersection)||Se.vertexAlphas!==Be||Se.vertexTangents!==Ze||Se.morphTargets!==Me||Se.morphNormals!==Je||Se.morphColors!==Ct||Se.morphTargetsCount!==qt||Se.numLightProbeGrids!==bp(A.state.lightProbeGridArray)?it=!0:(Se.outputColorSpace!==ce||Se.toneMapping!==ft)&&(Qi=!0):(it=!0,Se.__version=O.version);let Yt=Se.currentProgram;(it===!0||Qi===!0)&&(Yt=Qi===!0?P0(O,P,U,ce,ft):gr(O,P,U),H&&O.isNodeMaterial&&H.onUpdateProgram(O,Yt,Se));let ko=!1,Mi=!1,es=!1,tt=Yt.getUniforms(),Wt=Se.uniforms;if(de.useProgram(Yt.program)&&(ko=!0,Mi=!0,es=!0),O.id!==W&&(W=O.id,Mi=!0),ko||Q!==b){de.buffers.depth.getReversed()&&b.reversedDepth!==!0&&(b._reversedDepth=!0,b.updateProjectionMatrix()),tt.setValue(D,"projectionMatrix",b.projectionMatrix),tt.setValue(D,"viewMatrix",b.matrixWorldInverse);let Ht=tt.map.cameraPosition;Ht!==void 0&&Ht.setValue(D,Xn.setFromMatrixPosition(b.matrixWorld)),vt.logarithmicDepthBuffer&&tt.setValue(D,"logDepthBufFC",2/(Math.log(b.far+1)/Math.LN2)),(O.isMeshPhongMaterial||O.isMeshToonMaterial||O.isMeshLambertMaterial||O.isMeshBasicMaterial||O.isMeshStandardMaterial||O.isShaderMaterial)&&tt.setValue(D,"isOrthographic",b.isOrthographicCamera===!0),Q!==b&&(Q=b,Mi=!0,es=!0)}if(Se.needsLights&&(tn.state.sunShadowMap.length>0&&tt.setValue(D,"sunShadowMap",tn.state.sunShadowMap,Fe),tn.state.directionalShadowMap.length>0&&tt.setValue(D,"directionalShadowMap",tn.state.directionalShadowMap,Fe),tn.state.spotShadowMap.length>0&&tt.setValue(D,"spotShadowMap",tn.state.spotShadowMap,Fe),tn.state.pointShadowMap.length>0&&tt.setValue(D,"pointShadowMap",tn.state.pointShadowMap,Fe)),U.isSkinnedMesh){tt.setOptional(D,U,"bindMatrix"),tt.setOptional(D,U,"bindMatrixInverse");let Mt=U.skeleton;Mt&&(Mt.boneTexture===null&&Mt.computeBoneTexture(),tt.setValue(D,"boneTexture",Mt.boneTexture,Fe))}U.isBatchedMesh&&(tt.setOptional(D,U,"batchingTexture"),tt.setValue(D,"batchingTexture",U._matricesTexture,Fe),tt.setOptional(D,U,"batchingIdTexture"),tt.setValue(D,"batchingIdTexture",U._indirectTexture,Fe),tt.setOptional(D,U,"batchingColorTexture"),U._colorsTexture!==null&&tt.setValue(D,"batchingColorTexture",U._colorsTexture,Fe));let Pn=z.morphAttributes;if((Pn.position!==void 0||Pn.normal!==void 0||Pn.color!==void 0)&&j.update(U,z,Yt),(Mi||Se.receiveShadow!==U.receiveShadow)&&(Se.receiveShadow=U.receiveShadow,tt.setValue(D,"receiveShadow",U.receiveShadow)),(O.isMeshStandardMaterial||O.isMeshLambertMaterial||O.isMeshPhongMaterial)&&O.envMap===null&&P.environment!==null&&(Wt.envMapIntensity.value=P.environmentIntensity),Wt.dfgLUT!==void 0&&(Wt.dfgLUT.value=e1()),Mi){if(tt.setValue(D,"toneMappingExposure",I.toneMappingExposure),Se.needsLights&&I0(Wt,es),ue&&O.fog===!0&&re.refreshFogUniforms(Wt,ue),re.refreshMaterialUniforms(Wt,O,ge,Le,A.state.transmissionRenderTarget[b.id]),Se.needsLights&&Se.numLightProbeGrids>0){let Mt=M,Ht=0;for(let ii of A.state.lightProbeGridArray)ii.texture!==null&&(Mt.textures[Ht]=ii.texture,Mt.min[Ht]=ii.boundingBox.min,Mt.max[Ht]=ii.boundingBox.max,Mt.resolution[Ht]=ii.resolution,Ht++);for(let ii in Mt)Mt[ii].length=Ht;Wt.probesSH.value=Mt.textures,Wt.probesMin.value=Mt.min,Wt.probesMax.value=Mt.max,Wt.probesResolution.value=Mt.resolution}lr.upload(D,_p(Se),Wt,Fe)}if(O.isShaderMaterial&&O.uniformsNeedUpdate===!0&&(lr.upload(D,_p(Se),Wt,Fe),O.uniformsNeedUpdate=!1),O.isSpriteMaterial&&tt.setValue(D,"center",U.center),tt.setValue(D,"modelViewMatrix",U.modelViewMatrix),tt.setValue(D,"normalMatrix",U.normalMatrix),tt.setValue(D,"modelMatrix",U.matrixWorld),O.uniformsGroups!==void 0){let Mt=O.uniformsGroups;for(let Ht=0,ii=Mt.length;Ht<ii;Ht++){let Sp=Mt[Ht];Ce.update(Sp,Yt),Ce.bind(Sp,Yt)}}return Yt}function I0(b,P){b.ambientLightColor.needsUpdate=P,b.lightProbe.needsUpdate=P,b.sunLights.needsUpdate=P,b.sunLightShadows.needsUpdate=P,b.directionalLights.needsUpdate=P,b.directionalLightShadows.needsUpdate=P,b.pointLights.needsUpdate=P,b.pointLightShadows.needsUpdate=P,b.spotLights.needsUpdate=P,b.spotLightShadows.needsUpdate=P,b.rectAreaLights.needsUpdate=P,b.hemisphereLights.needsUpdate=P}function D0(b){return b.isMeshLambertMaterial||b.isMeshToonMaterial||b.isMeshPhongMaterial||b.isMeshStandardMaterial||b.isShadowMaterial||b.isShaderMaterial&&b.lights===!0}this.getActiveCubeFace=function(){return Z},this.getActiveMipmapLevel=function(){return V},this.getRenderTarget=function(){return ne},this.setRenderTargetTextures=function(b,P,z){let O=Ie.get(b);O.__autoAllocateDepthBuffer=b.resolveDepthBuffer===!1,O.__autoAllocateDepthBuffer===!1&&(O.__useRenderToTexture=!1),Ie.get(b.texture).__webglTexture=P,Ie.get(b.depthTexture).__webglTexture=O.__autoAllocateDepthBuffer?void 0:z,O.__hasExternalTextures=!0},this.setRenderTargetFramebuffer=function(b,P){let z=Ie.get(b);z.__webglFramebuffer=P,z.__useDefaultFramebuffer=P===void 0},this.setRenderTarget=function(b,P=0,z=0){ne=b,Z=P,V=z;let O=null,U=!1,ue=!1;if(b){let ce=Ie.get(b);if(ce.__useDefaultFramebuffer!==void 0){de.bindFramebuffer(D.FRAMEBUFFER,ce.__webglFramebuffer),ee.copy(b.viewport),Te.copy(b.scissor),Ue=b.scissorTest,de.viewport(ee),de.scissor(Te),de.setScissorTest(Ue),W=-1;return}else if(ce.__webglFramebuffer===void 0)Fe.setupRenderTarget(b);else if(ce.__hasExternalTextures)Fe.rebindTextures(b,Ie.get(b.texture).__webglTexture,Ie.get(b.depthTexture).__webglTexture);else if(b.depthBuffer){let Be=b.depthTexture;if(ce.__boundDepthTexture!==Be){if(Be!==null&&Ie.has(Be)&&(b.width!==Be.image.width||b.height!==Be.image.height))throw new Error("THREE.WebGLRenderer: Attached DepthTexture is initialized to the incorrect size.");Fe.setupDepthRenderbuffer(b)}}let xe=b.texture;(xe.isData3DTexture||xe.isDataArrayTexture||xe.isCompressedArrayTexture)&&(ue=!0);let Ee=Ie.get(b).__webglFramebuffer;b.isWebGLCubeRenderTarget?(Array.isArray(Ee[P])?O=Ee[P][z]:O=Ee[P],U=!0):b.samples>0&&Fe.useMultisampledRTT(b)===!1?O=Ie.get(b).__webglMultisampledFramebuffer:Array.isArray(Ee)?O=Ee[z]:O=Ee,ee.copy(b.viewport),Te.copy(b.scissor),Ue=b.scissorTest}else ee.copy(De).multiplyScalar(ge).floor(),Te.copy(at).multiplyScalar(ge).floor(),Ue=ht;if(z!==0&&(O=q),de.bindFramebuffer(D.FRAMEBUFFER,O)&&de.drawBuffers(b,O),de.viewport(ee),de.scissor(Te),de.setScissorTest(Ue),U){let ce=Ie.get(b.texture);D.framebufferTexture2D(D.FRAMEBUFFER,D.COLOR_ATTACHMENT0,D.TEXTURE_CUBE_MAP_POSITIVE_X+P,ce.__webglTexture,z)}else if(ue){let ce=P;for(let xe=0;xe<b.textures.length;xe++){let Ee=Ie.get(b.textures[xe]);D.framebufferTextureLayer(D.FRAMEBUFFER,D.COLOR_ATTACHMENT0+xe,Ee.__webglTexture,z,ce)}}else if(b!==null&&z!==0){let ce=Ie.get(b.texture);D.framebufferTexture2D(D.FRAMEBUFFER,D.COLOR_ATTACHMENT0,D.TEXTURE_2D,ce.__webglTexture,z)}W=-1};function Mp(b){let P=Ie.get(b);return(P.__readFormat!==b.format||P.__readType!==b.type)&&(P.__readFormat=b.format,P.__readType=b.type,P.__formatReadable=vt.textureFormatReadable(b.format),P.__typeReadable=vt.textureTypeReadable(b.type)),P}this.readRenderTargetPixels=function(b,P,z,O,U,ue,_e,ce=0){if(!(b&&b.isWebGLRenderTarget)){ke("WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");return}let xe=Ie.get(b).__webglFramebuffer;if(b.isWebGLCubeRenderTarget&&_e!==void 0&&(xe=xe[_e],Array.isArray(xe)&&(xe=xe[0])),xe){de.bindFramebuffer(D.FRAMEBUFFER,xe);try{let Ee=b.textures[ce],Be=Ee.format,Ze=Ee.type;b.textures.length>1&&D.readBuffer(D.COLOR_ATTACHMENT0+ce);let Me=Mp(Ee);if(Me.__formatReadable===!1){ke("WebGLRenderer.readRenderTargetPixels: renderTarget is not in RGBA or implementation defined format.");return}if(Me.__typeReadable===!1){ke("WebGLRenderer.readRenderTargetPixels: renderTarget is not in UnsignedByteType or implementation defined type.");return}P>=0&&P<=b.width-O&&z>=0&&z<=b.height-U&&D.readPixels(P,z,O,U,se.convert(Be),se.convert(Ze),ue)}finally{let Ee=ne!==null?Ie.get(ne).__webglFramebuffer:null;de.bindFramebuffer(D.FRAMEBUFFER,Ee)}}},this.readRenderTargetPixelsAsync=async function(b,P,z,O,U,ue,_e,ce=0){if(!(b&&b.isWebGLRenderTarget))throw new Error("THREE.WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");let xe=Ie.get(b).__webglFramebuffer;if(b.isWebGLCubeRenderTarget&&_e!==void 0&&(xe=xe[_e],Array.isArray(xe)&&(xe=xe[0])),xe)if(P>=0&&P<=b.width-O&&z>=0&&z<=b.height-U){de.bindFramebuffer(D.FRAMEBUFFER,xe);let Ee=b.textures[ce],Be=Ee.format,Ze=Ee.type;b.textures.length>1&&D.readBuffer(D.COLOR_ATTACHMENT0+ce);let Me=Mp(Ee);if(Me.__formatReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in RGBA or implementation defined format.");if(Me.__typeReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in UnsignedByteType or implementation defined type.");let Je=D.createBuffer();D.bindBuffer(D.PIXEL_PACK_BUFFER,Je),D.bufferData(D.PIXEL_PACK_BUFFER,ue.byteLength,D.STREAM_READ),D.readPixels(P,z,O,U,se.convert(Be),se.convert(Ze),0),D.bindBuffer(D.PIXEL_PACK_BUFFER,null);let Ct=ne!==null?Ie.get(ne).__webglFramebuffer:null;de.bindFramebuffer(D.FRAMEBUFFER,Ct);let ft=D.fenceSync(D.SYNC_GPU_COMMANDS_COMPLETE,0);return D.flush(),await Hm(D,ft,4),D.bindBuffer(D.PIXEL_PACK_BUFFER,Je),D.getBufferSubData(D.PIXEL_PACK_BUFFER,0,ue),D.bindBuffer(D.PIXEL_PACK_BUFFER,null),D.deleteBuffer(Je),D.deleteSync(ft),ue}else throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: requested read bounds are out of range.")},this.copyFramebufferToTexture=function(b,P=null,z=0){let O=Math.pow(2,-z),U=Math.floor(b.image.width*O),ue=Math.floor(b.image.height*O),_e=P!==null?P.x:0,ce=P!==null?P.y:0;Fe.setTexture2D(b,0),D.copyTexSubImage2D(D.TEXTURE_2D,z,0,0,_e,ce,U,ue),de.unbindTexture()},this.copyTextureToTexture=function(b,P,z=null,O=null,U=0,ue=0){let _e,ce,xe,Ee,Be,Ze,Me,Je,Ct,ft=b.isCompressedTexture?b.mipmaps[ue]:b.image;if(z!==null)_e=z.max.x-z.min.x,ce=z.max.y-z.min.y,xe=z.isBox3?z.max.z-z.min.z:1,Ee=z.min.x,Be=z.min.y,Ze=z.isBox3?z.min.z:0;else{let tt=Math.pow(2,-U);_e=Math.floor(ft.width*tt),ce=Math.floor(ft.height*tt),b.isDataArrayTexture?xe=ft.depth:b.isData3DTexture?xe=Math.floor(ft.depth*tt):xe=1,Ee=0,Be=0,Ze=0}O!==null?(Me=O.x,Je=O.y,Ct=O.z):(Me=0,Je=0,Ct=0);let ut=se.convert(P.format),qt=se.convert(P.type),Se;P.isData3DTexture?(Fe.setTexture3D(P,0),Se=D.TEXTURE_3D):P.isDataArrayTexture||P.isCompressedArrayTexture?(Fe.setTexture2DArray(P,0),Se=D.TEXTURE_2D_ARRAY):(Fe.setTexture2D(P,0),Se=D.TEXTURE_2D),de.activeTexture(D.TEXTURE0),de.pixelStorei(D.UNPACK_FLIP_Y_WEBGL,P.flipY),de.pixelStorei(D.UNPACK_PREMULTIPLY_ALPHA_WEBGL,P.premultiplyAlpha),de.pixelStorei(D.UNPACK_ALIGNMENT,P.unpackAlignment);let tn=de.getParameter(D.UNPACK_ROW_LENGTH),it=de.getParameter(D.UNPACK_IMAGE_HEIGHT),Qi=de.getParameter(D.UNPACK_SKIP_PIXELS),Yt=de.getParameter(D.UNPACK_SKIP_ROWS),ko=de.getParameter(D.UNPACK_SKIP_IMAGES);de.pixelStorei(D.UNPACK_ROW_LENGTH,ft.width),de.pixelStorei(D.UNPACK_IMAGE_HEIGHT,ft.height),de.pixelStorei(D.UNPACK_SKIP_PIXELS,Ee),de.pixelStorei(D.UNPACK_SKIP_ROWS,Be),de.pixelStorei(D.UNPACK_SKIP_IMAGES,Ze);let Mi=b.isDataArrayTexture||b.isData3DTexture,es=P.isDataArrayTexture||P.isData3DTexture;if(b.isDepthTexture){let tt=Ie.get(b),Wt=Ie.get(P),Pn=Ie.get(tt.__renderTarget),Mt=Ie.get(Wt.__renderTarget);de.bindFramebuffer(D.READ_FRAMEBUFFER,Pn.__webglFramebuffer),de.bindFramebuffer(D.DRAW_FRAMEBUFFER,Mt.__webglFramebuffer);for(let Ht=0;Ht<xe;Ht++)Mi&&(D.framebufferTextureLayer(D.READ_FRAMEBUFFER,D.COLOR_ATTACHMENT0,Ie.get(b).__webglTexture,U,Ze+Ht),D.framebufferTextureLayer(D.DRAW_FRAMEBUFFER,D.COLOR_ATTACHMENT0,Ie.get(P).__webglTexture,ue,Ct+Ht)),D.blitFramebuffer(Ee,Be,Ee+_e,Be+ce,Me,Je,Me+_e,Je+ce,D.DEPTH_BUFFER_BIT,D.NEAREST);de.bindFramebuffer(D.READ_FRAMEBUFFER,null),de.bindFramebuffer(D.DRAW_FRAMEBUFFER,null)}else if(U!==0||b.isRenderTargetTexture||Ie.has(b)){let tt=Ie.get(b),Wt=Ie.get(P);de.bindFramebuffer(D.READ_FRAMEBUFFER,L),de.bindFramebuffer(D.DRAW_FRAMEBUFFER,$);for(let Pn=0;Pn<xe;Pn++)Mi?D.framebufferTextureLayer(D.READ_FRAMEBUFFER,D.COLOR_ATTACHMENT0,tt.__webglTexture,U,Ze+Pn):D.framebufferTexture2D(D.READ_FRAMEBUFFER,D.COLOR_ATTACHMENT0,D.TEXTURE_2D,tt.__webglTexture,U),es?D.framebufferTextureLayer(D.DRAW_FRAMEBUFFER,D.COLOR_ATTACHMENT0,Wt.__webglTexture,ue,Ct+Pn):D.framebufferTexture2D(D.DRAW_FRAMEBUFFER,D.COLOR_ATTACHMENT0,D.TEXTURE_2D,Wt.__webglTexture,ue),U!==0?D.blitFramebuffer(Ee,Be,Ee+_e,Be+ce,Me,Je,Me+_e,Je+ce,D.COLOR_BUFFER_BIT,D.NEAREST):es?D.copyTexSubImage3D(Se,ue,Me,Je,Ct+Pn,Ee,Be,_e,ce):D.copyTexSubImage2D(Se,ue,Me,Je,Ee,Be,_e,ce);de.bindFramebuffer(D.READ_FRAMEBUFFER,null),de.bindFramebuffer(D.DRAW_FRAMEBUFFER,null)}else es?b.isDataTexture||b.isData3DTexture?D.texSubImage3D(Se,ue,Me,Je,Ct,_e,ce,xe,ut,qt,ft.data):P.isCompressedArrayTexture?D.compressedTexSubImage3D(Se,ue,Me,Je,Ct,_e,ce,xe,ut,ft.data):D.texSubImage3D(Se,ue,Me,Je,Ct,_e,ce,xe,ut,qt,ft):b.isDataTexture?D.texSubImage2D(D.TEXTURE_2D,ue,Me,Je,_e,ce,ut,qt,ft.data):b.isCompressedTexture?D.compressedTexSubImage2D(D.TEXTURE_2D,ue,Me,Je,ft.width,ft.height,ut,ft.data):D.texSubImage2D(D.TEXTURE_2D,ue,Me,Je,_e,ce,ut,qt,ft);de.pixelStorei(D.UNPACK_ROW_LENGTH,tn),de.pixelStorei(D.UNPACK_IMAGE_HEIGHT,it),de.pixelStorei(D.UNPACK_SKIP_PIXELS,Qi),de.pixelStorei(D.UNPACK_SKIP_ROWS,Yt),de.pixelStorei(D.UNPACK_SKIP_IMAGES,ko),ue===0&&P.generateMipmaps===!0&&P.mipmapsAutoUpdate===!0&&D.generateMipmap(Se),de.unbindTexture()},this.initRenderTarget=function(b){Ie.get(b).__webglFramebuffer===void 0&&Fe.setupRenderTarget(b)},this.initTexture=function(b){b.isCubeTexture?Fe.setTextureCube(b,0):b.isData3DTexture?Fe.setTexture3D(b,0):b.isDataArrayTexture||b.isCompressedArrayTexture?Fe.setTexture2DArray(b,0):Fe.setTexture2D(b,0),de.unbindTexture()},this.resetState=function(){Z=0,V=0,ne=null,de.reset(),oe.reset()},typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}get coordinateSystem(){return An}get outputColorSpace(){return this._outputColorSpace}set outputColorSpace(e){this._outputColorSpace=e;let t=this.getContext();t.drawingBufferColorSpace=Qe._getDrawingBufferColorSpace(e),t.unpackColorSpace=Qe._getUnpackColorSpace()}};var Ag={type:"change"},ud={type:"start"},Rg={type:"end"},$l=new fs,Cg=new on,t1=Math.cos(70*bn.DEG2RAD),Ut=new N,fn=2*Math.PI,rt={NONE:-1,ROTATE:0,DOLLY:1,PAN:2,TOUCH_ROTATE:3,TOUCH_PAN:4,TOUCH_DOLLY_PAN:5,TOUCH_DOLLY_ROTATE:6},hd=1e-6,Xl=class extends Qr{constructor(e,t=null){super(e,t),this.state=rt.NONE,this.target=new N,this.cursor=new N,this.minDistance=0,this.maxDistance=1/0,this.minZoom=0,this.maxZoom=1/0,this.minTargetRadius=0,this.maxTargetRadius=1/0,this.minPolarAngle=0,this.maxPolarAngle=Math.PI,this.minAzimuthAngle=-1/0,this.maxAzimuthAngle=1/0,this.enableDamping=!1,this.dampingFactor=.05,this.enableZoom=!0,this.zoomSpeed=1,this.enableRotate=!0,this.rotateSpeed=1,this.keyRotateSpeed=1,this.enablePan=!0,this.panSpeed=1,this.screenSpacePanning=!0,this.keyPanSpeed=7,this.zoomToCursor=!1,this.autoRotate=!1,this.autoRotateSpeed=2,this.keys={LEFT:"ArrowLeft",UP:"ArrowUp",RIGHT:"ArrowRight",BOTTOM:"ArrowDown"},this.mouseButtons={LEFT:Xi.ROTATE,MIDDLE:Xi.DOLLY,RIGHT:Xi.PAN},this.touches={ONE:qi.ROTATE,TWO:qi.DOLLY_PAN},this.target0=this.target.clone(),this.position0=this.object.position.clone(),this.zoom0=this.object.zoom,this._cursorStyle="auto",this._domElementKeyEvents=null,this._lastPosition=new N,this._lastQuaternion=new xn,this._lastTargetPosition=new N,this._quat=new xn().setFromUnitVectors(e.up,new N(0,1,0)),this._quatInverse=this._quat.clone().invert(),this._spherical=new $i,this._sphericalDelta=new $i,this._scale=1,this._panOffset=new N,this._rotateStart=new Ne,this._rotateEnd=new Ne,this._rotateDelta=new Ne,this._panStart=new Ne,this._panEnd=new Ne,this._panDelta=new Ne,this._dollyStart=new Ne,this._dollyEnd=new Ne,this._dollyDelta=new Ne,this._dollyDirection=new N,this._mouse=new Ne,this._performCursorZoom=!1,this._pointers=[],this._pointerPositions={},this._controlActive=!1,this._onPointerMove=i1.bind(this),this._onPointerDown=n1.bind(this),this._onPointerUp=s1.bind(this),this._onContextMenu=u1.bind(this),this._onMouseWheel=a1.bind(this),this._onKeyDown=l1.bind(this),this._onTouchStart=c1.bind(this),this._onTouchMove=h1.bind(this),this._onMouseDown=r1.bind(this),this._onMouseMove=o1.bind(this),this._interceptControlDown=d1.bind(this),this._interceptControlUp=p1.bind(this),this.domElement!==null&&this.connect(this.domElement),this.update()}set cursorStyle(e){this._cursorStyle=e,e==="grab"?this.domElement.style.cursor="grab":this.domElement.style.cursor="auto"}get cursorStyle(){return this._cursorStyle}connect(e){super.connect(e),this.domElement.addEventListener("pointerdown",this._onPointerDown),this.domElement.addEventListener("pointercancel",this._onPointerUp),this.domElement.addEventListener("contextmenu",this._onContextMenu),this.domElement.addEventListener("wheel",this._onMouseWheel,{passive:!1}),this.domElement.ownerDocument.addEventListener("keydown",this._interceptControlDown,{passive:!0,capture:!0}),this.domElement.style.touchAction="none"}disconnect(){this.state=rt.NONE,this.domElement.removeEventListener("pointerdown",this._onPointerDown),this.domElement.ownerDocument.removeEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.removeEventListener("pointerup",this._onPointerUp),this.domElement.removeEventListener("pointercancel",this._onPointerUp),this.domElement.removeEventListener("wheel",this._onMouseWheel),this.domElement.removeEventListener("contextmenu",this._onContextMenu),this.stopListenToKeyEvents(),this.domElement.ownerDocument.removeEventListener("keydown",this._interceptControlDown,{capture:!0}),this.domElement.ownerDocument.removeEventListener("keyup",this._interceptControlUp,{capture:!0}),this._controlActive=!1,this._pointers.length=0,this._pointerPositions={},this.domElement.style.touchAction="",this.domElement.style.cursor="auto"}dispose(){this.disconnect()}getPolarAngle(){return this._spherical.phi}getAzimuthalAngle(){return this._spherical.theta}getDistance(){return this.object.position.distanceTo(this.target)}listenToKeyEvents(e){e.addEventListener("keydown",this._onKeyDown),this._domElementKeyEvents=e}stopListenToKeyEvents(){this._domElementKeyEvents!==null&&(this._domElementKeyEvents.removeEventListener("keydown",this._onKeyDown),this._domElementKeyEvents=null)}saveState(){this.target0.copy(this.target),this.position0.copy(this.object.position),this.zoom0=this.object.zoom}reset(){this.target.copy(this.target0),this.object.position.copy(this.position0),this.object.zoom=this.zoom0,this.object.updateProjectionMatrix(),this.dispatchEvent(Ag),this.update(),this.state=rt.NONE}pan(e,t){this._pan(e,t),this.update()}dollyIn(e){this._dollyIn(e),this.update()}dollyOut(e){this._dollyOut(e),this.update()}rotateLeft(e){this._rotateLeft(e),this.update()}rotateUp(e){this._rotateUp(e),this.update()}update(e=null){let t=this.object.position;Ut.copy(t).sub(this.target),Ut.applyQuaternion(this._quat),this._spherical.setFromVector3(Ut),this.autoRotate&&this.state===rt.NONE&&this._rotateLeft(this._getAutoRotationAngle(e)),this.enableDamping?(this._spherical.theta+=this._sphericalDelta.theta*this.dampingFactor,this._spherical.phi+=this._sphericalDelta.phi*this.dampingFactor):(this._spherical.theta+=this._sphericalDelta.theta,this._spherical.phi+=this._sphericalDelta.phi);let n=this.minAzimuthAngle,s=this.maxAzimuthAngle;isFinite(n)&&isFinite(s)&&(n<-Math.PI?n+=fn:n>Math.PI&&(n-=fn),s<-Math.PI?s+=fn:s>Math.PI&&(s-=fn),n<=s?this._spherical.theta=Math.max(n,Math.min(s,this._spherical.theta)):this._spherical.theta=this._spherical.theta>(n+s)/2?Math.max(n,this._spherical.theta):Math.min(s,this._spherical.theta)),this._spherical.phi=Math.max(this.minPolarAngle,Math.min(this.maxPolarAngle,this._spherical.phi)),this._spherical.makeSafe(),this.enableDamping===!0?this.target.addScaledVector(this._panOffset,this.dampingFactor):this.target.add(this._panOffset),this.target.sub(this.cursor),this.target.clampLength(this.minTargetRadius,this.maxTargetRadius),this.target.add(this.cursor);let r=!1;if(this.zoomToCursor&&this._performCursorZoom||this.object.isOrthographicCamera)this._spherical.radius=this._clampDistance(this._spherical.radius);else{let o=this._spherical.radius;this._spherical.radius=this._clampDistance(this._spherical.radius*this._scale),r=o!=this._spherical.radius}if(Ut.setFromSpherical(this._spherical),Ut.applyQuaternion(this._quatInverse),t.copy(this.target).add(Ut),this.object.lookAt(this.target),this.enableDamping===!0?(this._sphericalDelta.theta*=1-this.dampingFactor,this._sphericalDelta.phi*=1-this.dampingFactor,this._panOffset.multiplyScalar(1-this.dampingFactor)):(this._sphericalDelta.set(0,0,0),this._panOffset.set(0,0,0)),this.zoomToCursor&&this._performCursorZoom){let o=null;if(this.object.isPerspectiveCamera){let a=Ut.length();o=this._clampDistance(a*this._scale);let l=a-o;this.object.position.addScaledVector(this._dollyDirection,l),this.object.updateMatrixWorld(),r=!!l}else if(this.object.isOrthographicCamera){let a=new N(this._mouse.x,this._mouse.y,0);a.unproject(this.object);let l=this.object.zoom;this.object.zoom=Math.max(this.minZoom,Math.min(this.maxZoom,this.object.zoom/this._scale)),this.object.updateProjectionMatrix(),r=l!==this.object.zoom;let c=new N(this._mouse.x,this._mouse.y,0);c.unproject(this.object),this.object.position.sub(c).add(a),this.object.updateMatrixWorld(),o=Ut.length()}else console.warn("WARNING: OrbitControls.js encountered an unknown camera type - zoom to cursor disabled."),this.zoomToCursor=!1;o!==null&&(this.screenSpacePanning?this.target.set(0,0,-1).transformDirection(this.object.matrix).multiplyScalar(o).add(this.object.position):($l.origin.copy(this.object.position),$l.direction.set(0,0,-1).transformDirection(this.object.matrix),Math.abs(this.object.up.dot($l.direction))<t1?this.object.lookAt(this.target):(Cg.setFromNormalAndCoplanarPoint(this.object.up,this.target),$l.intersectPlane(Cg,this.target))))}else if(this.object.isOrthographicCamera){let o=this.object.zoom;this.object.zoom=Math.max(this.minZoom,Math.min(this.maxZoom,this.object.zoom/this._scale)),o!==this.object.zoom&&(this.object.updateProjectionMatrix(),r=!0)}return this._scale=1,this._performCursorZoom=!1,r||this._lastPosition.distanceToSquared(this.object.position)>hd||8*(1-this._lastQuaternion.dot(this.object.quaternion))>hd||this._lastTargetPosition.distanceToSquared(this.target)>hd?(this.dispatchEvent(Ag),this._lastPosition.copy(this.object.position),this._lastQuaternion.copy(this.object.quaternion),this._lastTargetPosition.copy(this.target),!0):!1}_getAutoRotationAngle(e){return e!==null?fn/60*this.autoRotateSpeed*e:fn/60/60*this.autoRotateSpeed}_getZoomScale(e){let t=Math.abs(e*.01);return Math.pow(.95,this.zoomSpeed*t)}_rotateLeft(e){this._sphericalDelta.theta-=e}_rotateUp(e){this._sphericalDelta.phi-=e}_panLeft(e,t){Ut.setFromMatrixColumn(t,0),Ut.multiplyScalar(-e),this._panOffset.add(Ut)}_panUp(e,t){this.screenSpacePanning===!0?Ut.setFromMatrixColumn(t,1):(Ut.setFromMatrixColumn(t,0),Ut.crossVectors(this.object.up,Ut)),Ut.multiplyScalar(e),this._panOffset.add(Ut)}_pan(e,t){let n=this.domElement;if(this.object.isPerspectiveCamera){let s=this.object.position;Ut.copy(s).sub(this.target);let r=Ut.length();r*=Math.tan(this.object.fov/2*Math.PI/180),this._panLeft(2*e*r/n.clientHeight,this.object.matrix),this._panUp(2*t*r/n.clientHeight,this.object.matrix)}else this.object.isOrthographicCamera?(this._panLeft(e*(this.object.right-this.object.left)/this.object.zoom/n.clientWidth,this.object.matrix),this._panUp(t*(this.object.top-this.object.bottom)/this.object.zoom/n.clientHeight,this.object.matrix)):(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - pan disabled."),this.enablePan=!1)}_dollyOut(e){this.object.isPerspectiveCamera||this.object.isOrthographicCamera?this._scale/=e:(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - dolly/zoom disabled."),this.enableZoom=!1)}_dollyIn(e){this.object.isPerspectiveCamera||this.object.isOrthographicCamera?this._scale*=e:(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - dolly/zoom disabled."),this.enableZoom=!1)}_updateZoomParameters(e,t){if(!this.zoomToCursor)return;this._performCursorZoom=!0;let n=this.domElement.getBoundingClientRect(),s=e-n.left,r=t-n.top,o=n.width,a=n.height;this._mouse.x=s/o*2-1,this._mouse.y=-(r/a)*2+1,this._dollyDirection.set(this._mouse.x,this._mouse.y,1).unproject(this.object).sub(this.object.position).normalize()}_clampDistance(e){return Math.max(this.minDistance,Math.min(this.maxDistance,e))}_handleMouseDownRotate(e){this._rotateStart.set(e.clientX,e.clientY)}_handleMouseDownDolly(e){this._updateZoomParameters(e.clientX,e.clientY),this._dollyStart.set(e.clientX,e.clientY)}_handleMouseDownPan(e){this._panStart.set(e.clientX,e.clientY)}_handleMouseMoveRotate(e){this._rotateEnd.set(e.clientX,e.clientY),this._rotateDelta.subVectors(this._rotateEnd,this._rotateStart).multiplyScalar(this.rotateSpeed);let t=this.domElement;this._rotateLeft(fn*this._rotateDelta.x/t.clientHeight),this._rotateUp(fn*this._rotateDelta.y/t.clientHeight),this._rotateStart.copy(this._rotateEnd),this.update()}_handleMouseMoveDolly(e){this._dollyEnd.set(e.clientX,e.clientY),this._dollyDelta.subVectors(this._dollyEnd,this._dollyStart),this._dollyDelta.y>0?this._dollyOut(this._getZoomScale(this._dollyDelta.y)):this._dollyDelta.y<0&&this._dollyIn(this._getZoomScale(this._dollyDelta.y)),this._dollyStart.copy(this._dollyEnd),this.zoomToCursor&&(this._performCursorZoom=!0,this._dollyDirection.set(this._mouse.x,this._mouse.y,1).unproject(this.object).sub(this.object.position).normalize()),this.update()}_handleMouseMovePan(e){this._panEnd.set(e.clientX,e.clientY),this._panDelta.subVectors(this._panEnd,this._panStart).multiplyScalar(this.panSpeed),this._pan(this._panDelta.x,this._panDelta.y),this._panStart.copy(this._panEnd),this.update()}_handleMouseWheel(e){this._updateZoomParameters(e.clientX,e.clientY),e.deltaY<0?this._dollyIn(this._getZoomScale(e.deltaY)):e.deltaY>0&&this._dollyOut(this._getZoomScale(e.deltaY)),this.update()}_handleKeyDown(e){let t=!1;switch(e.code){case this.keys.UP:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateUp(fn*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(0,this.keyPanSpeed),t=!0;break;case this.keys.BOTTOM:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateUp(-fn*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(0,-this.keyPanSpeed),t=!0;break;case this.keys.LEFT:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateLeft(fn*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(this.keyPanSpeed,0),t=!0;break;case this.keys.RIGHT:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateLeft(-fn*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(-this.keyPanSpeed,0),t=!0;break}t&&(e.preventDefault(),this.update())}_handleTouchStartRotate(e){if(this._pointers.length===1)this._rotateStart.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),n=.5*(e.pageX+t.x),s=.5*(e.pageY+t.y);this._rotateStart.set(n,s)}}_handleTouchStartPan(e){if(this._pointers.length===1)this._panStart.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),n=.5*(e.pageX+t.x),s=.5*(e.pageY+t.y);this._panStart.set(n,s)}}_handleTouchStartDolly(e){let t=this._getSecondPointerPosition(e),n=e.pageX-t.x,s=e.pageY-t.y,r=Math.sqrt(n*n+s*s);this._dollyStart.set(0,r)}_handleTouchStartDollyPan(e){this.enableZoom&&this._handleTouchStartDolly(e),this.enablePan&&this._handleTouchStartPan(e)}_handleTouchStartDollyRotate(e){this.enableZoom&&this._handleTouchStartDolly(e),this.enableRotate&&this._handleTouchStartRotate(e)}_handleTouchMoveRotate(e){if(this._pointers.length==1)this._rotateEnd.set(e.pageX,e.pageY);else{let n=this._getSecondPointerPosition(e),s=.5*(e.pageX+n.x),r=.5*(e.pageY+n.y);this._rotateEnd.set(s,r)}this._rotateDelta.subVectors(this._rotateEnd,this._rotateStart).multiplyScalar(this.rotateSpeed);let t=this.domElement;this._rotateLeft(fn*this._rotateDelta.x/t.clientHeight),this._rotateUp(fn*this._rotateDelta.y/t.clientHeight),this._rotateStart.copy(this._rotateEnd)}_handleTouchMovePan(e){if(this._pointers.length===1)this._panEnd.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),n=.5*(e.pageX+t.x),s=.5*(e.pageY+t.y);this._panEnd.set(n,s)}this._panDelta.subVectors(this._panEnd,this._panStart).multiplyScalar(this.panSpeed),this._pan(this._panDelta.x,this._panDelta.y),this._panStart.copy(this._panEnd)}_handleTouchMoveDolly(e){let t=this._getSecondPointerPosition(e),n=e.pageX-t.x,s=e.pageY-t.y,r=Math.sqrt(n*n+s*s);this._dollyEnd.set(0,r),this._dollyDelta.set(0,Math.pow(this._dollyEnd.y/this._dollyStart.y,this.zoomSpeed)),this._dollyOut(this._dollyDelta.y),this._dollyStart.copy(this._dollyEnd);let o=(e.pageX+t.x)*.5,a=(e.pageY+t.y)*.5;this._updateZoomParameters(o,a)}_handleTouchMoveDollyPan(e){this.enableZoom&&this._handleTouchMoveDolly(e),this.enablePan&&this._handleTouchMovePan(e)}_handleTouchMoveDollyRotate(e){this.enableZoom&&this._handleTouchMoveDolly(e),this.enableRotate&&this._handleTouchMoveRotate(e)}_addPointer(e){this._pointers.push(e.pointerId)}_removePointer(e){delete this._pointerPositions[e.pointerId];for(let t=0;t<this._pointers.length;t++)if(this._pointers[t]==e.pointerId){this._pointers.splice(t,1);return}}_isTrackingPointer(e){for(let t=0;t<this._pointers.length;t++)if(this._pointers[t]==e.pointerId)return!0;return!1}_trackPointer(e){let t=this._pointerPositions[e.pointerId];t===void 0&&(t=new Ne,this._pointerPositions[e.pointerId]=t),t.set(e.pageX,e.pageY)}_getSecondPointerPosition(e){let t=e.pointerId===this._pointers[0]?this._pointers[1]:this._pointers[0];return this._pointerPositions[t]}_customWheelEvent(e){let t=e.deltaMode,n={clientX:e.clientX,clientY:e.clientY,deltaY:e.deltaY};switch(t){case 1:n.deltaY*=16;break;case 2:n.deltaY*=100;break}return e.ctrlKey&&!this._controlActive&&(n.deltaY*=10),n}};function n1(i){this.enabled!==!1&&(this._pointers.length===0&&(this.domElement.setPointerCapture(i.pointerId),this.domElement.ownerDocument.addEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.addEventListener("pointerup",this._onPointerUp)),!this._isTrackingPointer(i)&&(this._addPointer(i),i.pointerType==="touch"?this._onTouchStart(i):this._onMouseDown(i),this._cursorStyle==="grab"&&(this.domElement.style.cursor="grabbing")))}function i1(i){this.enabled!==!1&&(i.pointerType==="touch"?this._onTouchMove(i):this._onMouseMove(i))}function s1(i){switch(this._removePointer(i),this._pointers.length){case 0:this.domElement.releasePointerCapture(i.pointerId),this.domElement.ownerDocument.removeEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.removeEventListener("pointerup",this._onPointerUp),this.dispatchEvent(Rg),this.state=rt.NONE,this._cursorStyle==="grab"&&(this.domElement.style.cursor="grab");break;case 1:let e=this._pointers[0],t=this._pointerPositions[e];this._onTouchStart({pointerId:e,pageX:t.x,pageY:t.y});break}}function r1(i){let e;switch(i.button){case 0:e=this.mouseButtons.LEFT;break;case 1:e=this.mouseButtons.MIDDLE;break;case 2:e=this.mouseButtons.RIGHT;break;default:e=-1}switch(e){case Xi.DOLLY:if(this.enableZoom===!1)return;this._handleMouseDownDolly(i),this.state=rt.DOLLY;break;case Xi.ROTATE:if(i.ctrlKey||i.metaKey||i.shiftKey){if(this.enablePan===!1)return;this._handleMouseDownPan(i),this.state=rt.PAN}else{if(this.enableRotate===!1)return;this._handleMouseDownRotate(i),this.state=rt.ROTATE}break;case Xi.PAN:if(i.ctrlKey||i.metaKey||i.shiftKey){if(this.enableRotate===!1)return;this._handleMouseDownRotate(i),this.state=rt.ROTATE}else{if(this.enablePan===!1)return;this._handleMouseDownPan(i),this.state=rt.PAN}break;default:this.state=rt.NONE}this.state!==rt.NONE&&this.dispatchEvent(ud)}function o1(i){switch(this.state){case rt.ROTATE:if(this.enableRotate===!1)return;this._handleMouseMoveRotate(i);break;case rt.DOLLY:if(this.enableZoom===!1)return;this._handleMouseMoveDolly(i);break;case rt.PAN:if(this.enablePan===!1)return;this._handleMouseMovePan(i);break}}function a1(i){this.enabled===!1||this.enableZoom===!1||this.state!==rt.NONE||(i.preventDefault(),this.dispatchEvent(ud),this._handleMouseWheel(this._customWheelEvent(i)),this.dispatchEvent(Rg))}function l1(i){this.enabled!==!1&&this._handleKeyDown(i)}function c1(i){switch(this._trackPointer(i),this._pointers.length){case 1:switch(this.touches.ONE){case qi.ROTATE:if(this.enableRotate===!1){this.state=rt.NONE;break}this._handleTouchStartRotate(i),this.state=rt.TOUCH_ROTATE;break;case qi.PAN:if(this.enablePan===!1){this.state=rt.NONE;break}this._handleTouchStartPan(i),this.state=rt.TOUCH_PAN;break;default:this.state=rt.NONE}break;case 2:switch(this.touches.TWO){case qi.DOLLY_PAN:if(this.enableZoom===!1&&this.enablePan===!1)return;this._handleTouchStartDollyPan(i),this.state=rt.TOUCH_DOLLY_PAN;break;case qi.DOLLY_ROTATE:if(this.enableZoom===!1&&this.enableRotate===!1)return;this._handleTouchStartDollyRotate(i),this.state=rt.TOUCH_DOLLY_ROTATE;break;default:this.state=rt.NONE}break;default:this.state=rt.NONE}this.state!==rt.NONE&&this.dispatchEvent(ud)}function h1(i){switch(this._trackPointer(i),this.state){case rt.TOUCH_ROTATE:if(this.enableRotate===!1)return;this._handleTouchMoveRotate(i),this.update();break;case rt.TOUCH_PAN:if(this.enablePan===!1)return;this._handleTouchMovePan(i),this.update();break;case rt.TOUCH_DOLLY_PAN:if(this.enableZoom===!1&&this.enablePan===!1)return;this._handleTouchMoveDollyPan(i),this.update();break;case rt.TOUCH_DOLLY_ROTATE:if(this.enableZoom===!1&&this.enableRotate===!1)return;this._handleTouchMoveDollyRotate(i),this.update();break;default:this.state=rt.NONE}}function u1(i){this.enabled!==!1&&i.preventDefault()}function d1(i){i.key==="Control"&&(this._controlActive=!0,this.domElement.ownerDocument.addEventListener("keyup",this._interceptControlUp,{passive:!0,capture:!0}))}function p1(i){i.key==="Control"&&(this._controlActive=!1,this.domElement.ownerDocument.removeEventListener("keyup",this._interceptControlUp,{passive:!0,capture:!0}))}var Yl={yaw:39,pitch:20,zoom:1},ws=new N(0,-.3,0),f1=1.16,jl=26,dd=[-35,89],pd=[.4,8],ql=6,fd=1.15,m1=14,g1=.1,Kl=class{constructor(e,t,n){this.moved=t;this.handMoved=n;this.controls=new Xl(this.eye,e),this.shareTouch(e),this.controls.target.copy(ws),this.controls.enablePan=!1,this.controls.enableDamping=!0,this.controls.dampingFactor=.11,this.controls.rotateSpeed=.75,this.controls.minPolarAngle=bn.degToRad(90-dd[1]),this.controls.maxPolarAngle=bn.degToRad(90-dd[0]),this.controls.addEventListener("start",()=>{this.byHand=this.holding=!0,this.moved()}),this.controls.addEventListener("end",()=>{this.holding=!1,this.moved()}),this.controls.addEventListener("change",()=>{this.untold||=this.byHand,this.moved()}),this.place(Yl)}moved;handMoved;eye=new $t(jl,1,.5,40);controls;home=md(1);zoomed=1;holding=!1;byHand=!1;untold=!1;get camera(){let e=new $i().setFromVector3(this.eye.position.clone().sub(ws));return{yaw:bn.radToDeg(e.theta),pitch:90-bn.radToDeg(e.phi),zoom:this.home/e.radius}}set camera({yaw:e,pitch:t,zoom:n}){this.byHand=this.untold=!1,this.place({yaw:e,pitch:t,zoom:n}),this.moved()}fit(e){let t=this.camera;this.eye.aspect=e,this.eye.updateProjectionMatrix(),this.home=md(e),this.controls.minDistance=this.home/pd[1],this.controls.maxDistance=this.home/pd[0],this.place({...t,zoom:this.zoomed})}follow(e){e.position.copy(this.eye.position).sub(ws).setLength(md(1)).add(ws),e.quaternion.copy(this.eye.quaternion),e.updateMatrixWorld()}step(e,t){if(t&&!this.holding){let{yaw:s,pitch:r}=this.camera;this.place({yaw:s+m1*Math.min(e,g1),pitch:r,zoom:this.zoomed})}let n=this.controls.update();return this.zoomed=this.home/this.eye.position.distanceTo(ws),this.untold&&this.handMoved(this.camera),this.untold=!1,n||(this.byHand=this.holding),n||t}key(e){if(e.ctrlKey||e.metaKey||e.altKey)return!1;let{yaw:t,pitch:n,zoom:s}=this.camera,o={ArrowLeft:{yaw:t-ql,pitch:n,zoom:s},ArrowRight:{yaw:t+ql,pitch:n,zoom:s},ArrowUp:{yaw:t,pitch:n+ql,zoom:s},ArrowDown:{yaw:t,pitch:n-ql,zoom:s},"+":{yaw:t,pitch:n,zoom:s*fd},"=":{yaw:t,pitch:n,zoom:s*fd},"-":{yaw:t,pitch:n,zoom:s/fd},0:Yl}[e.key];return o?(this.camera=o,this.handMoved(this.camera),!0):!1}shareTouch(e){let t=null;e.style.touchAction="",e.addEventListener("pointerdown",s=>{t=s.pointerType==="touch"&&s.isPrimary?this.camera:null}),e.addEventListener("pointercancel",()=>{t&&(this.camera=t),t=null});let n=s=>{s.cancelable&&s.touches.length>1&&s.preventDefault()};e.addEventListener("touchmove",n,{passive:!1})}dispose(){this.controls.dispose()}place({yaw:e,pitch:t,zoom:n}){this.zoomed=bn.clamp(n,...pd),this.controls.enableDamping=!1,this.controls.update();let s=bn.degToRad(90-bn.clamp(t,...dd));this.eye.position.setFromSphericalCoords(this.home/this.zoomed,s,bn.degToRad(e)).add(ws),this.eye.lookAt(ws),this.controls.update(),this.controls.enableDamping=!0}};function md(i){return f1/Math.tan(bn.degToRad(jl/2))/Math.min(1,i)+.2}function Pg(i,e=56){let{positions:t,normals:n,indices:s}=i,r=new Map,o=new Uint32Array(t.length/3),a=65536/e;for(let d=0;d<o.length;d+=1){let[p,m]=[0,0];for(let f=0;f<3;f+=1){let g=t[3*d+f]/a;p=p*e+Math.floor(g),m+=(g-Math.floor(g)-.5)**2}o[d]=p;let x=r.get(p);(!x||m<x.far)&&r.set(p,{vertex:d,far:m})}if(r.size>o.length/2)return i;let l=[...r.values()].map(({vertex:d})=>d),c=new Map([...r.keys()].map((d,p)=>[d,p])),h=[];for(let d=0;d<s.length;d+=3){let[p,m,x]=[0,1,2].map(f=>c.get(o[s[d+f]]));p!==m&&m!==x&&x!==p&&h.push(p,m,x)}let u=(d,p)=>(l.forEach((m,x)=>p.set(d.subarray(3*m,3*m+3),3*x)),p);return{positions:u(t,new Uint16Array(3*l.length)),normals:u(n,new Int8Array(3*l.length)),indices:l.length<=65536?Uint16Array.from(h):Uint32Array.from(h)}}var gd=.03958333333333333,x1=12e3,Lg=.1,v1=.45,y1=.35;function xd({positions:i}){let[e,t]=[{x:65535,y:65535,z:65535},{x:0,y:0,z:0}];for(let s=0;s<i.length;s+=3){let[r,o,a]=[i[s],i[s+1],i[s+2]];r<e.x&&(e.x=r),r>t.x&&(t.x=r),o<e.y&&(e.y=o),o>t.y&&(t.y=o),a<e.z&&(e.z=a),a>t.z&&(t.z=a)}let n=({x:s,y:r,z:o})=>({x:s/32767.5-1,y:r/32767.5-1,z:o/32767.5-1});return[n(e),n(t)]}var Zl=class{values=new Uint8Array(9216);touch=new Float32Array(9216);above=new Float32Array(9216);sharp=new Float32Array(9216);soft=new Float32Array(9216);scratch=new Float32Array(9216);clear(){this.values.fill(0)}draw(e,t,n){for(let s of[this.touch,this.above,this.sharp,this.soft])s.fill(0);this.scatter(e.positions,t,n),this.blur(this.touch,1,1),this.blur(this.above,5,3),this.blur(this.sharp,1,2),this.blur(this.soft,2,3);for(let s=0;s<9216;s+=1){let r=n.contact*(1-Math.exp(-.5*(this.touch[s]+this.above[s]))),o=n.shadow*(1-Math.exp(-.9*(this.sharp[s]+this.soft[s])));this.values[s]=255*(1-(1-r)*(1-o))}}scatter(e,t,{floor:n,cut:s,slant:r}){let o=3*Math.max(1,Math.ceil(e.length/3/x1)),a=(2/t/gd)**2*o/3;for(let l=0;l<e.length;l+=o){let c=e[l]/32767.5-1;if(c>s)continue;let h=e[l+1]/32767.5-1-n,u=e[l+2]/32767.5-1,d=Ig(c,u);h<Lg&&(this.touch[d]=this.touch[d]+a*(1-h/Lg)),this.above[d]=this.above[d]+a*Math.exp(-h/v1);let p=Ig(c+r.x*h,u+r.z*h),m=h<y1?this.sharp:this.soft;m[p]=m[p]+a}}blur(e,t,n){for(let s=0;s<n;s+=1)Dg(e,this.scratch,t),Dg(this.scratch,e,t)}};function Ig(i,e){let t=Math.min(Math.max(Math.floor((i+1.9)/gd),0),95);return Math.min(Math.max(Math.floor((e+1.9)/gd),0),95)*96+t}function Dg(i,e,t){let n=1/(2*t+1);for(let s=0;s<96;s+=1){let r=s*96,o=0;for(let a=0;a<t;a+=1)o+=i[r+a];for(let a=0;a<96;a+=1)a+t<96&&(o+=i[r+a+t]),a>t&&(o-=i[r+a-t-1]),e[a*96+s]=o*n}}var vd=3.4,Ql=class extends cn{values={base:{value:new Ae},cutColour:{value:new Ae},hatchColour:{value:new Ae},sky:{value:new Ae},ground:{value:new Ae},key:{value:new Ae},fill:{value:new Ae},rim:{value:new Ae},sheen:{value:0},toKey:{value:new N},toRim:{value:new N},section:{value:2},shadowMap:{value:null},shadowMatrix:{value:new pt},shadowBlur:{value:0}};constructor(){super({vertexShader:_1,fragmentShader:w1,polygonOffset:!0,polygonOffsetFactor:1}),this.polygonOffsetUnits=1,this.uniforms=this.values}setColours(e,t,n,{sheen:s,...r}){this.values.base.value.copy(e),this.values.cutColour.value.copy(t),this.values.hatchColour.value.copy(n),this.values.sheen.value=s;for(let o of["sky","ground","key","fill","rim"])this.values[o].value.copy(r[o])}setDirections(e,t){this.values.toKey.value.copy(e),this.values.toRim.value.copy(t)}setShadow(e,t,n){this.values.shadowMap.value=e,this.values.shadowMatrix.value.copy(t),this.values.shadowBlur.value=n,Jl(this,"SHADOW",e!==null)}setDraft(e){Jl(this,"DRAFT",e)}setSection(e){this.values.section.value=e?.constant??2,this.clippingPlanes=e?[e]:[],this.clipShadows=e!==null,this.side=e?Cn:Zn,Jl(this,"SECTION",e!==null)}},kg=`
uniform vec3 base;
uniform vec3 sky;
uniform vec3 ground;
uniform vec3 key;
uniform vec3 fill;
uniform vec3 rim;
uniform float sheen;
uniform vec3 toKey;
uniform vec3 toRim;

#ifdef SHADOW
uniform highp sampler2DShadow shadowMap;
uniform float shadowBlur;

/** Share of the key light that arrives: four places around, each a mean of four itself. */
float arriving( vec4 place ) {
  float depth = place.z - 0.0008;
  vec2 wide = vec2( shadowBlur, 0.42 * shadowBlur );
  return 0.25 * (
    texture( shadowMap, vec3( place.xy + vec2( wide.x, wide.y ), depth ) ) +
    texture( shadowMap, vec3( place.xy + vec2( - wide.y, wide.x ), depth ) ) +
    texture( shadowMap, vec3( place.xy - vec2( wide.x, wide.y ), depth ) ) +
    texture( shadowMap, vec3( place.xy + vec2( wide.y, - wide.x ), depth ) ) );
}
#else
float arriving( vec4 place ) { return 1.0; }
#endif

/** Of one light: what the surface scatters, and what it mirrors. */
vec3 lit( vec3 light, vec3 to, vec3 normal, vec3 toEye ) {
  float facing = max( dot( normal, to ), 0.0 );
  float mirrored = pow( max( dot( normal, normalize( to + toEye ) ), 0.0 ), 26.0 );
  return light * facing * ( base + sheen * mirrored );
}

vec3 shaded( vec3 normal, vec3 toEye, vec4 shadowPlace ) {
  vec3 ambient = mix( ground, sky, 0.5 + 0.5 * normal.y ) + fill * max( dot( normal, toEye ), 0.0 );
  vec3 keyed = lit( key, toKey, normal, toEye );
  float open = keyed.r > 0.0 ? arriving( shadowPlace ) : 0.0;
  vec3 light = base * ambient + keyed * open + lit( rim, toRim, normal, toEye );
  return sRGBTransferOETF( vec4( light, 1.0 ) ).rgb;
}
`,_1=`
uniform mat4 shadowMatrix;
varying vec3 place;
#ifdef DRAFT
varying vec3 colour;
vec4 sRGBTransferOETF( in vec4 value ) { return vec4( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - 0.055, value.a ); }
${kg}
#else
varying vec3 across;
varying vec4 shadowPlace;
#endif

void main() {
  vec4 world = modelMatrix * vec4( position, 1.0 );
  place = world.xyz;
  gl_Position = projectionMatrix * viewMatrix * world;
  vec4 inShadow = shadowMatrix * vec4( world.xyz + 0.02 * normal, 1.0 );
  #ifdef DRAFT
  colour = shaded( normalize( normal ), normalize( cameraPosition - place ), inShadow );
  #else
  across = normal;
  shadowPlace = inShadow;
  #endif
}
`,w1=`
varying vec3 place;
#ifdef SECTION
uniform float section;
uniform vec3 cutColour;
uniform vec3 hatchColour;
#endif
#ifdef DRAFT
varying vec3 colour;
#else
varying vec3 across;
varying vec4 shadowPlace;
${kg}
#endif

void main() {
  #ifdef SECTION
  if ( place.x > section ) discard;
  if ( ! gl_FrontFacing ) {
    vec3 ray = place - cameraPosition;
    vec3 onCut = cameraPosition + ray * ( ( section - cameraPosition.x ) / ray.x );
    float along = ( onCut.y + onCut.z ) * 13.0;
    float width = fwidth( along );
    float line = ( 1.0 - smoothstep( 0.1, 0.1 + width, abs( fract( along ) - 0.5 ) ) ) * clamp( 1.0 - width, 0.0, 1.0 );
    gl_FragColor = sRGBTransferOETF( vec4( mix( cutColour, hatchColour, line ), 1.0 ) );
    return;
  }
  #endif
  #ifdef DRAFT
  gl_FragColor = vec4( colour, 1.0 );
  #else
  gl_FragColor = vec4( shaded( normalize( across ), normalize( cameraPosition - place ), shadowPlace ), 1.0 );
  #endif
}
`;function Og(){return new Hi({transparent:!0,depthWrite:!1,opacity:.42})}var ec=class extends cn{shade=new Zl;texture=new er(this.shade.values,96,96,no,Jt);values={paper:{value:new N},pool:{value:new N},dark:{value:new N},shade:{value:this.texture}};constructor(){super({vertexShader:M1,fragmentShader:S1}),this.texture.minFilter=this.texture.magFilter=kt,this.uniforms=this.values}setColours(e,t,n){for(let[s,r]of Object.entries({paper:e,pool:t,dark:n})){let{r:o,g:a,b:l}=r.clone().convertLinearToSRGB();this.values[s].value.set(o,a,l)}}setDraft(e){Jl(this,"DRAFT",e)}shadeChanged(){this.texture.needsUpdate=!0}dispose(){this.texture.dispose(),super.dispose()}},M1=`
uniform vec3 paper;
uniform vec3 pool;
varying vec2 spot;
varying vec3 colour;
void main() {
  vec4 world = modelMatrix * vec4( position, 1.0 );
  float lit = clamp( 1.08 - dot( world.xz, world.xz ) * ${(1.08/vd**2).toFixed(4)}, 0.0, 1.0 );
  colour = mix( paper, pool, lit * lit );
  spot = world.xz * ${(.5/1.9).toFixed(4)} + 0.5;
  gl_Position = projectionMatrix * viewMatrix * world;
}
`,S1=`
uniform vec3 dark;
uniform sampler2D shade;
varying vec2 spot;
varying vec3 colour;
void main() {
  gl_FragColor = vec4( mix( colour, dark, texture2D( shade, spot ).r ), 1.0 );
  #ifndef DRAFT
  float noise = fract( 52.98 * fract( dot( gl_FragCoord.xy, vec2( 0.0671, 0.00584 ) ) ) );
  gl_FragColor.rgb += ( noise - 0.5 ) / 255.0;
  #endif
}
`;function Jl(i,e,t){e in i.defines!==t&&(t?i.defines[e]="":delete i.defines[e],i.needsUpdate=!0)}var Bg=1.4,mo=4,go=class{geometry=tc();edges=tc();mesh=null;edgesOf=null;get empty(){return!this.mesh||this.mesh.indices.length===0}set(e){if(this.mesh=e,!e||e.indices.length===0){this.geometry.setDrawRange(0,0),this.edges.setDrawRange(0,0);return}let t=e.positions.length/3;E1(this.geometry,"position")<t&&this.grow(t),Fg(yd(this.geometry,"position"),e.positions),Fg(yd(this.geometry,"normal"),e.normals),Ug(this.geometry,e.indices,e.indices.length)}drawEdges(){if(!this.mesh||this.edgesOf===this.mesh)return;this.edgesOf=this.mesh;let e=T1(this.mesh.indices);Ug(this.edges,e,e.length)}dispose(){this.geometry.dispose(),this.edges.dispose()}grow(e){let t=mo*Math.ceil(e*Bg);this.dispose(),this.edgesOf=null;let n=new ds(new Uint16Array(t),mo,!0).setUsage(co),s=new Hr(new Int8Array(t),mo,!0).setUsage(co),r=this.geometry.index;this.geometry=tc().setAttribute("position",n).setAttribute("normal",s).setIndex(r),this.edges=tc().setAttribute("position",n)}};function T1(i){let e=new Uint32Array(2*i.length),t=0;for(let n=0;n<i.length;n+=3)for(let s=0;s<3;s+=1){let r=i[n+s],o=i[n+(s+1)%3];r>o||(e[t]=r,e[t+1]=o,t+=2)}return e.subarray(0,t)}function tc(){let i=new pn;return i.boundingSphere=new di(new N(.5,.5,.5),1),i.setDrawRange(0,0),i}function yd(i,e){return i.getAttribute(e)}function E1(i,e){return i.hasAttribute(e)?yd(i,e).count:0}function Fg(i,e){let{array:t}=i;for(let n=0,s=0;n<e.length;n+=3,s+=mo)t[s]=e[n],t[s+1]=e[n+1],t[s+2]=e[n+2];zg(i,e.length/3*mo)}function Ug(i,e,t){if(!i.index||i.index.count<t){let s=new Uint32Array(Math.ceil(t*Bg));i.dispose(),i.setIndex(new ps(s,1).setUsage(co))}let n=i.index;n.array.set(e),zg(n,t),i.setDrawRange(0,t)}function zg(i,e){i.clearUpdateRanges(),i.addUpdateRange(0,e),i.needsUpdate=!0}var hr=new N(-.3,.84,.6).normalize(),Hg=4,Vg=1.6,A1=.0026,C1={x:-hr.x/hr.y,z:-hr.z/hr.y},R1=new N(.75,.45,-1),P1=-.87,bd=.08,L1=4e4,Gg={light:{sky:.41,ground:["#9c9186",.41],key:.65,fill:.1,rim:.11,sheen:.075,contact:.46,shadow:.27,pool:["#b4bcc8",.26],dark:"#2a303a"},dark:{sky:.27,ground:["#7d736b",.27],key:.7,fill:.08,rim:.29,sheen:.085,contact:.85,shadow:.6,pool:["#8fa3bd",.15],dark:"#000000"}},I1="#fff3e2",D1="#cfe0ff",Ms=class{constructor(e,t){this.second=t;for(let n of[this.shape,this.lines])n.scale.setScalar(2),n.position.setScalar(-1),n.frustumCulled=!1,n.matrixAutoUpdate=!1,n.updateMatrix();this.shape.castShadow=!0,this.shape.onBeforeRender=()=>{let{shadow:n}=this.key;this.material.setShadow(this.key.castShadow?n.map?.depthTexture??null:null,n.matrix,A1)},this.floor.rotation.x=-Math.PI/2,this.floor.renderOrder=1,this.lines.visible=this.cutFrame.visible=!1,this.setUpKey(e),this.scene.add(this.key,this.key.target,this.shape,this.floor,this.lines,this.cutFrame)}second;scene=new us;surface=new go;spare=new go;spareFits=!1;material=new Ql;lineMaterial=Og();floorMaterial=new ec;shape=new ln(this.surface.geometry,this.material);lines=new Gr(this.surface.edges,this.lineMaterial);floor=new ln(new Kr(0,vd,64,12),this.floorMaterial);key=new Jr;cutFrame=new Wr(k1(),new Hi({transparent:!0,opacity:.55}));plane=new on(new N(-1,0,0),0);next=null;current=null;look={wireframe:!1,section:null,shadow:!0};strengths={contact:0,shadow:0};shadeNeeded=!0;shadowNeeded=!0;shadowAge=0;get frame(){return this.current}get wanted(){return this.next}get empty(){return this.next!==null&&this.next.content.mesh.indices.length===0}show(e){this.next=e}setLook(e){let{section:t}=e,n=e.wireframe!==this.look.wireframe&&this.current!==null;this.look=e,n&&this.fill(),this.spareFits&&=!e.wireframe,this.plane.constant=t??0;let s=t===null?null:this.plane;this.material.setSection(s),this.lineMaterial.clippingPlanes=s?[s]:[],this.cutFrame.visible=t!==null,this.key.castShadow=e.shadow,this.showLines(),this.shadeNeeded=!0,this.shadowNeeded=!0}setTheme(e){let t=e.dark?Gg.dark:Gg.light,n=new Ae(e.paper),s=new Ae(this.second?e.otherMaterial:e.material),r=s.clone().lerp(new Ae("#ffffff"),e.dark?.15:.3);this.material.setColours(s,r,s.clone().multiplyScalar(.42),{sky:new Ae("#ffffff").multiplyScalar(t.sky),ground:new Ae(t.ground[0]).multiplyScalar(t.ground[1]),key:new Ae(I1).multiplyScalar(t.key),fill:new Ae("#ffffff").multiplyScalar(t.fill),rim:new Ae(D1).multiplyScalar(t.rim),sheen:t.sheen}),this.lineMaterial.color.set(e.dark?e.paper:e.ink),this.cutFrame.material.color.set(e.primary),this.floorMaterial.setColours(n,n.clone().lerp(new Ae(t.pool[0]),t.pool[1]),new Ae(t.dark)),this.strengths={contact:t.contact,shadow:t.shadow},this.shadeNeeded=!0}prepare(e,t,n){this.next!==this.current&&this.take(this.next);let s=t&&this.spareFits?this.spare:this.surface;this.lines.visible&&s.drawEdges(),this.shape.geometry=s.geometry,this.lines.geometry=s.edges,this.material.setDraft(t),this.floorMaterial.setDraft(t),this.material.setDirections(hr,R1.clone().transformDirection(e.matrixWorld)),this.shadeNeeded&&this.shadeFloor(),this.shadowAge+=1,!(!this.shadowNeeded||this.shadowAge<=n)&&(this.key.shadow.needsUpdate=!0,this.shadowNeeded=!1,this.shadowAge=0)}dispose(){this.surface.dispose(),this.spare.dispose(),this.material.dispose(),this.lineMaterial.dispose(),this.floorMaterial.dispose(),this.floor.geometry.dispose(),this.cutFrame.geometry.dispose(),this.cutFrame.material.dispose(),this.key.dispose(),this.key.shadow.map?.depthTexture?.dispose()}take(e){let t=this.current;this.current=e;let n=t&&e&&Wg(e)&&N1(t,e);n&&!Wg(t)?([this.spare,this.surface]=[this.surface,this.spare],this.spareFits=!this.look.wireframe):n||(this.spareFits=!1),this.fill(),this.shape.visible=!this.surface.empty,this.showLines(),this.shadeNeeded=!0,this.shadowNeeded=!0}fill(){let e=this.current?.content.mesh??null;this.surface.set(e&&this.look.wireframe?Pg(e):e)}setUpKey(e){let{shadow:t}=this.key;t.mapSize.set(e,e),t.autoUpdate=!1;let{camera:n}=t;n.left=n.bottom=-Vg,n.right=n.top=Vg,n.near=1,n.far=2*Hg,this.key.position.copy(hr).setLength(Hg),this.key.castShadow=!0,this.key.target.position.set(0,-.35,0),this.key.position.add(this.key.target.position)}showLines(){this.lines.visible=this.look.wireframe&&!this.surface.empty}frameCut(e){let[t,n]=xd(e),{position:s,scale:r}=this.cutFrame;s.set(this.look.section??0,(t.y+n.y)/2,(t.z+n.z)/2),r.set(1,n.y-t.y,n.z-t.z+2*bd),r.y+=bd,s.y+=bd/2}shadeFloor(){this.shadeNeeded=!1;let e=this.current?.content.mesh,t=e&&e.indices.length>0?xd(e)[0].y:null;this.floor.position.y=(t??P1)-.002,e&&this.look.section!==null&&this.frameCut(e);let{shade:n}=this.floorMaterial;e&&t!==null&&this.look.shadow?n.draw(e,this.current.resolution,{floor:t,cut:this.look.section??1,slant:C1,...this.strengths}):n.clear(),this.floorMaterial.shadeChanged()}};function Wg({content:{mesh:i}}){return i.indices.length>3*L1}function N1(i,e){return JSON.stringify(i.place)===JSON.stringify(e.place)}function k1(){let i=[0,-.5,-.5,0,.5,-.5,0,.5,.5,0,-.5,.5];return new pn().setAttribute("position",new Nt(i,3))}var O1=256,F1=64,U1=10,B1=new gs(0,1,1,0,-1,1),xo=class{stage=new Ms(O1,!1);eye=new $t(jl,1,.5,40);material=new cn({uniforms:{picture:{value:null},size:{value:1},corner:{value:1}},vertexShader:z1,fragmentShader:H1,transparent:!0,depthTest:!1,depthWrite:!1});scene=new us;quad=new ln(new ms,this.material);picture=null;current=!1;drafted=!1;paper=new Ae;constructor(){this.quad.frustumCulled=!1,this.scene.add(this.quad)}show(e){let{wanted:t}=this.stage;e!==t&&(e&&t&&t.resolution>=F1&&JSON.stringify(e.place)===JSON.stringify(t.place)||(this.stage.show(e),this.invalidate()))}get right(){return this.current}invalidate(){this.current=!1}setTheme(e){this.paper.set(e.panel),this.stage.setTheme({...e,paper:e.panel}),this.invalidate()}refresh(e,t,n,s){let r=Math.floor(n*e.getPixelRatio());if(this.picture?.image.width!==r&&(this.picture?.dispose(),this.picture=new $r(r,r),this.picture.magFilter=this.picture.minFilter=kt,this.material.uniforms.picture.value=this.picture,this.current=!1),this.current&&(s||!this.drafted))return;this.current=!0,this.drafted=s,t.follow(this.eye),this.stage.prepare(this.eye,s,0),e.setViewport(0,0,n,n),e.setScissor(0,0,n,n);let o=e.getClearColor(new Ae);e.setClearColor(this.paper),e.clear(),e.setClearColor(o),e.render(this.stage.scene,this.eye),e.copyFramebufferToTexture(this.picture,new Ne(0,0))}draw(e,{x:t,y:n,size:s}){this.material.uniforms.size.value=s,this.material.uniforms.corner.value=U1,e.setViewport(t,n,s,s),e.setScissor(t,n,s,s),e.render(this.scene,B1)}dispose(){this.stage.dispose(),this.picture?.dispose(),this.material.dispose(),this.quad.geometry.dispose()}},z1=`
varying vec2 spot;
void main() {
  spot = uv;
  gl_Position = vec4( position.xy * 2.0, 0.0, 1.0 );
}
`,H1=`
uniform sampler2D picture;
uniform float size;
uniform float corner;
varying vec2 spot;
void main() {
  vec2 inside = abs( spot - 0.5 ) * size - ( 0.5 * size - corner );
  float beyond = length( max( inside, 0.0 ) ) - corner;
  gl_FragColor = vec4( texture2D( picture, spot ).rgb, clamp( 0.5 - beyond, 0.0, 1.0 ) );
}
`;var V1="No surface",G1="This network is positive everywhere. Move on, or choose another.";function ti(i,...e){let t=document.createElement("div");return t.className=`nx-view-${i}`,t.append(...e),t}var nc=class{root=ti("labels");halves=[ti("half"),ti("half")];titles=[ti("title"),ti("title")];empties;insets=[ti("inset",ti("inset-name","A")),ti("inset",ti("inset-name","B"))];constructor(){this.empties=this.halves.map((e,t)=>{let n=document.createElement("strong");n.textContent=V1;let s=ti("empty",n,G1);return s.setAttribute("role","status"),s.hidden=!0,e.append(this.titles[t],s),s}),this.root.append(...this.halves,...this.insets);for(let e of this.insets)e.hidden=!0;this.setCompare(!1)}setTheme(e){let{style:t}=this.root;t.fontFamily=e.font;for(let n of["ink","faint","paper","line"])t.setProperty(`--nx-view-${n}`,e[n])}setTitles(e,t){for(let[n,s]of[e,t].entries())this.titles[n].textContent!==s&&(this.titles[n].textContent=s)}setCompare(e){this.root.classList.toggle("nx-view-compare",e),this.halves[1].hidden=!e}setEmpty(e,t){let n=this.empties[e];n.hidden===t&&(n.hidden=!t)}placeInset(e,t){let n=this.insets[e];n.hidden=t===null,t&&Object.assign(n.style,{left:`${t.x}px`,bottom:`${t.y}px`,width:`${t.size}px`,height:`${t.size}px`})}};var W1=16.666666666666668,$1=.8,X1=24,q1=.25,ic=class{animation={frames:0,late:0};thrift;last=Number.NEGATIVE_INFINITY;seen=0;late=0;constructor(e){this.thrift=e}tick(e,t){let n=e-this.last;if(this.last=e,!t||!Number.isFinite(n))return 0;let s=n>W1+$1;return this.animation.frames+=1,s&&(this.animation.late+=1),this.judge(s),n}judge(e){this.seen+=1,e&&(this.late+=1),!(this.seen<X1)&&(this.late/this.seen>q1&&this.thrift<2&&(this.thrift=this.thrift+1),this.seen=this.late=0)}};var Y1={card:1024,software:512},K1=160,Xg=2,j1=1.5,Z1=2,J1=[Xg,1,.8],Q1=[0,1,3],Ki={share:.19,least:72,most:150,margin:12,room:300},sc=class{constructor(e,t){this.root=e;this.events=t;let{software:n}=jo(),s=Y1[n?"software":"card"];this.stages=[new Ms(s,!1),new Ms(s,!0)],this.pace=new ic(n?1:0),this.restRatio=n?j1:Math.min(devicePixelRatio,Xg),this.renderer=new Vl({canvas:this.canvas,antialias:!n,powerPreference:"high-performance"}),this.renderer.outputColorSpace=rn,this.renderer.autoClear=!1,this.renderer.shadowMap.enabled=!0,this.renderer.localClippingEnabled=!0,this.renderer.sortObjects=!1,this.renderer.setScissorTest(!0),this.orbit=new Kl(this.canvas,()=>this.eyeMoved(),r=>this.events.cameraChanged(r)),this.setUpElements(),this.resize()}root;events;element=document.createElement("div");canvas=document.createElement("canvas");labels=new nc;renderer;orbit;stages;insets=[new xo,new xo];pace;restRatio;current={wireframe:!1,section:null,turntable:!1,insets:!0,shadow:!0,compare:!1};paper=new Ae;width=0;height=0;due=!1;running=!1;asked=0;drawnIn=-1;drawnAt=0;disposed=!1;get options(){return this.current}get animation(){return this.pace.animation}get camera(){return this.orbit.camera}look(e){this.orbit.camera=e}shown(e){return Ti(this.stages[e].frame)}show(e,t){this.stages[e].wanted!==t&&(this.stages[e].show(t),this.labels.setEmpty(e,this.stages[e].empty),(e===0||this.current.compare)&&this.invalidate())}showEnds(e,t){for(let[n,s]of[e,t].entries())this.insets[n].show(s);this.placeInsets(),this.insets.every(n=>n.right)||this.invalidate()}setTitles(e,t){this.labels.setTitles(e,t);let n=this.current.compare&&t?`${e}, beside it ${t}`:e;this.canvas.setAttribute("aria-label",`Shape${n?`: ${n}`:""}. Arrow keys turn it, plus and minus zoom, 0 resets.`)}setOptions(e){let t=this.current;this.current={...t,...e};let{compare:n,turntable:s,wireframe:r,section:o,shadow:a}=this.current;if(r!==t.wireframe||o!==t.section||a!==t.shadow)for(let l of this.stages)l.setLook({wireframe:r,section:o,shadow:a});n!==t.compare&&(this.labels.setCompare(n),this.fit()),this.placeInsets(),this.invalidate(),t.turntable&&!s&&queueMicrotask(()=>this.disposed||this.events.cameraChanged(this.camera))}setTheme(e){this.labels.setTheme(e),this.element.style.setProperty("--nx-view-primary",e.primary),this.paper.set(e.paper),this.renderer.setClearColor(this.paper);for(let t of this.stages)t.setTheme(e);for(let t of this.insets)t.setTheme(e);this.invalidate()}reset(){this.orbit.camera=Yl,this.events.cameraChanged(this.camera)}resize(){let{clientWidth:e,clientHeight:t}=this.root;e===0||t===0||this.disposed||(this.width=e,this.height=t,this.fit(),this.placeInsets(),this.invalidate())}async picture(){this.draw(Z1,!1,0);let e=Ei(this.canvas);return this.invalidate(),e}dispose(){this.disposed=!0,cancelAnimationFrame(this.asked),this.orbit.dispose();for(let e of[...this.stages,...this.insets])e.dispose();this.renderer.dispose(),this.renderer.forceContextLoss(),this.element.remove()}setUpElements(){this.element.className="nx-view",this.canvas.className="nx-view-canvas",this.canvas.tabIndex=0,this.canvas.setAttribute("role","application"),this.canvas.setAttribute("aria-roledescription","3-D view"),this.setTitles("",""),this.canvas.addEventListener("keydown",e=>{this.orbit.key(e)&&e.preventDefault()}),this.canvas.addEventListener("webglcontextrestored",()=>{this.renderer.setClearColor(this.paper),this.eyeMoved()}),this.element.append(this.canvas,this.labels.root),this.root.append(this.element)}eyeMoved(){for(let e of this.insets)e.invalidate();this.invalidate()}fit(){this.orbit.fit(this.width/this.height*(this.current.compare?.5:1))}invalidate(){this.disposed||(this.due=!0,this.running||(this.running=!0,this.askFrame(!1)),queueMicrotask(()=>{this.due&&$g()!==this.drawnIn&&this.drawMoving()}))}askFrame(e){this.asked=requestAnimationFrame(t=>this.animate(t,e))}animate(e,t){let n=this.pace.tick(e,t),s=this.orbit.step(n/1e3,this.current.turntable);if(this.due&&this.drawMoving(),s||performance.now()-this.drawnAt<K1){this.askFrame(!0);return}this.running=!1,this.pace.thrift>0&&this.draw(this.restRatio,!1,0)}drawMoving(){if(this.disposed)return;this.due=!1,this.drawnIn=$g(),this.drawnAt=performance.now();let{thrift:e}=this.pace;this.draw(Math.min(J1[e],this.restRatio),e>0,Q1[e])}draw(e,t,n){if(this.width===0)return;this.setSize(e);let s=this.insetBoxes();if(s)for(let[a,l]of this.insets.entries())l.refresh(this.renderer,this.orbit,s[a].size,t);let r=this.current.compare?this.stages:[this.stages[0]],o=this.width/r.length;for(let[a,l]of r.entries())this.renderer.setViewport(a*o,0,o,this.height),this.renderer.setScissor(a*o,0,o,this.height),this.renderer.clear(),l.prepare(this.orbit.eye,t,n),this.renderer.render(l.scene,this.orbit.eye);if(s)for(let[a,l]of this.insets.entries())l.draw(this.renderer,s[a])}setSize(e){let{width:t,height:n}=this.canvas;this.renderer.getPixelRatio()!==e&&this.renderer.setPixelRatio(e),(t!==Math.floor(this.width*e)||n!==Math.floor(this.height*e))&&this.renderer.setSize(this.width,this.height,!1)}insetBoxes(){let[e,t]=this.insets;if(!(this.current.insets&&(e.stage.wanted??t.stage.wanted)!==null)||this.width<Ki.room||this.height<Ki.room/2)return null;let s=Math.round(Math.min(Math.max(Ki.share*Math.min(this.width,1.2*this.height),Ki.least),Ki.most)),r=Ki.margin;return[{x:Ki.margin,y:r,size:s},{x:this.width-s-Ki.margin,y:r,size:s}]}placeInsets(){let e=this.insetBoxes();this.labels.placeInset(0,e?.[0]??null),this.labels.placeInset(1,e?.[1]??null)}};function $g(){return Number(document.timeline.currentTime??0)}var eT="This browser draws no WebGL, which the live view needs.",qg={content:Af,about:i=>i,trouble:()=>jo().supported?null:eT,view:(i,e)=>new sc(i,e),words:{noun:"shape",nouns:"shapes",mean:"Mean shape",glossary:Cf,making:Rf,fineness:({resolution:i})=>`${i}³`,spoken:()=>"",soundness:({content:{pieces:i}})=>({said:Pf(i),sound:i===1}),worth:()=>null},tools:["reset","turntable","wireframe","section","insets"],detail:{draft:96,finest:256},curve:null,optimizing:{toward:"a shape",hint:"The latent walks to where the decoded shape is more like another, and its point over the map.",ranking:null,measure:zo("IoU",.02,1,i=>i.toFixed(3)),goals:i=>Ho("shape",i)},map:{terrain:null,worth:i=>i.toFixed(4)}};var tT=new Map([["sdf",qg],["classifier",Xp],["functions",pf],["image",Ef]]);function Yg(i){return tT.get(i)??null}var nT="http://www.w3.org/2000/svg";function Kg(i,e,t){return Xt(i,e),i.append(...t),i}function Xt(i,e){for(let[t,n]of Object.entries(e))n===!1||n===null?i.removeAttribute(t):i.setAttribute(t,n===!0?"":String(n))}function ye(i,e={},...t){return Kg(document.createElement(i),e,t)}function Ke(i,e={},...t){return Kg(document.createElementNS(nT,i),e,t)}function _d(i){return Ke("svg",{class:"nx-map-icon",viewBox:"0 0 16 16","aria-hidden":"true"},Ke("path",{d:i}))}function zn(i,e,t,n){let s=ye("button",{type:"button",class:"nx-map-button","aria-label":i,title:i},_d(e));return t&&s.append(ye("span",{class:"nx-map-full"},t[0]),ye("span",{class:"nx-map-short"},t[1])),s.addEventListener("click",n),s}var Rn={plus:"M8 3v10M3 8h10",minus:"M3 8h10",fit:"M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",hold:"M5.5 9V3.5a1 1 0 0 1 2 0V7M7.5 7V2.5a1 1 0 0 1 2 0V7M9.5 7V3.5a1 1 0 0 1 2 0V10a3.6 3.6 0 0 1-6.6 2L2.7 9.2A1 1 0 0 1 4.2 8L5.5 9.5",lasso:"M8 2.2c3.4 0 6 1.8 6 4.1s-2.6 4.1-6 4.1-6-1.8-6-4.1 2.6-4.1 6-4.1zM4.3 9.6c-1.3.6-1.2 2.3.1 2.5 1.2.2 1.7-1 1-1.9M4.8 12.1c.2 1-.4 1.6-1.3 2",sheet:"M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z",terrain:"M1.5 12.5l4-7 3 4.5 2-3 4 5.5z",probe:"M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M8 1v4.5M8 10.5v4.5M1 8h4.5M10.5 8h4.5",search:"M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M10.3 10.3l3.7 3.7"},Hn=i=>i.toLocaleString("en");var wd=14,rc=class{element=ye("div",{class:"nx-map-card","aria-hidden":"true",hidden:!0});picture=ye("img",{class:"nx-map-card-picture",alt:""});name=ye("div",{class:"nx-map-card-name"});lines=ye("div",{class:"nx-map-card-lines"});size=[0,0];constructor(){this.element.append(this.picture,ye("div",{},this.name,this.lines))}fill(e){this.name.textContent=e.name;let t=e.lines.flatMap(([n,s])=>[ye("span",{class:"nx-map-faint"},n),ye("span",{},s)]);this.lines.replaceChildren(...t),this.show(e.picture),this.element.hidden=!1,this.size=[this.element.offsetWidth,this.element.offsetHeight]}show(e){e?this.picture.src=e:this.picture.removeAttribute("src")}put([e,t],n,s){let[r,o]=this.size,a=e+wd+r+4<n?e+wd:Math.max(4,e-wd-r),l=Math.min(Math.max(4,t-o/2),Math.max(4,s-o-4));this.element.style.transform=`translate(${Math.round(a)}px, ${Math.round(l)}px)`}hide(){this.element.hidden=!0}};function oc(i,e){let t=Math.min(1,Math.max(0,e))*(i.length-1),n=Math.min(Math.floor(t),Math.max(i.length-2,0)),s=i[n],r=i[Math.min(n+1,i.length-1)];return[s[0]+(r[0]-s[0])*(t-n),s[1]+(r[1]-s[1])*(t-n)]}function Zg(i,e,t,n,s){if(i.length<2)return 0;let r=iT(i),o=i.length-1,a=Math.min(1,Math.max(0,t))*o,l=Math.min(Math.floor(a),o-1),c=r[l]+(r[l+1]-r[l])*(a-l),h=jg(i,e,d=>r[d+1]>=c-s&&r[d]<=c+s),u=jg(i,e,()=>!0);return u.distance<h.distance-n?u.t:h.t}function jg(i,e,t){let n={t:0,distance:1/0};for(let s=0;s+1<i.length;s++){if(!t(s))continue;let[r,o]=i[s],a=i[s+1][0]-r,l=i[s+1][1]-o,c=a*a+l*l,h=c>0?Math.min(1,Math.max(0,((e[0]-r)*a+(e[1]-o)*l)/c)):0,u=Math.hypot(r+a*h-e[0],o+l*h-e[1]);u<n.distance&&(n.distance=u,n.t=(s+h)/(i.length-1))}return n}function iT(i){let e=new Float64Array(i.length);for(let t=1;t<i.length;t++){let n=Math.hypot(i[t][0]-i[t-1][0],i[t][1]-i[t-1][1]);e[t]=e[t-1]+n}return e}var Md="nx-map-held",sT=2500,ac=class{constructor(e){this.stage=e;this.button=zn("Move the map with one finger",Rn.hold,null,()=>this.toggle()),this.button.classList.add("nx-map-hold"),this.button.setAttribute("aria-pressed","false")}stage;button;said=ye("div",{class:"nx-map-hint","aria-hidden":"true",hidden:!0},"Two fingers move the map");timer=0;hint(){clearTimeout(this.timer),this.said.hidden=!1,this.timer=window.setTimeout(()=>this.said.hidden=!0,sT)}dispose(){clearTimeout(this.timer)}toggle(){let e=this.stage.classList.toggle(Md);this.button.setAttribute("aria-pressed",String(e)),this.said.hidden=!0}};function rT(i,e,t){let n=256/Math.max(t-e,Number.MIN_VALUE),s=o=>Math.min(255,Math.max(0,Math.floor((o-e)*n))),r=Array.from({length:256},()=>[]);for(let o=0,a=i.length-1;o<i.length;a=o++){let[l,c]=i[o],[h,u]=i[a];for(let d=s(Math.min(c,u));d<=s(Math.max(c,u));d++)r[d].push(l,c,h,u)}return{band:s,edges:r}}function Sd(i,e,t,n){if(i.length<3)return[];let s=i.map(u=>u[0]),r=i.map(u=>u[1]),[o,a]=[Math.min(...r),Math.max(...r)],{band:l,edges:c}=rT(i,o,a),h=[];return e.visit(Math.min(...s),o,Math.max(...s),a,u=>{let[d,p]=[t[2*u],t[2*u+1]],m=c[l(p)],x=!1;for(let f=0;f<m.length;f+=4){let[g,_,E,M]=[m[f],m[f+1],m[f+2],m[f+3]];_>p!=M>p&&d<(E-g)*(p-_)/(M-_)+g&&(x=!x)}x&&n(u)&&h.push(u)}),Array.from(Uint32Array.from(h).sort())}var Et=i=>i.width/(2*i.half);function bt(i,[e,t]){let n=Et(i);return[i.width/2+(e-i.x)*n,i.height/2-(t-i.y)*n]}function Vn(i,[e,t]){let n=Et(i);return[i.x+(e-i.width/2)/n,i.y-(t-i.height/2)/n]}function Jg(i,e,t){let n=Et(i);return{x:i.x-e/n,y:i.y+t/n,half:i.half}}function Td(i,e,t,n){let s=Qg(i.half/e,n),[r,o]=Vn(i,t),a=s/i.half;return{x:r+(i.x-r)*a,y:o+(i.y-o)*a,half:s}}function Qg(i,e){return Math.min(1.6*e.half,Math.max(1e-4*e.half,i))}function ex(i,e,{x0:t,y0:n,x1:s,y1:r}){let{x:o,y:a,half:l}=i;return{x:Math.min(Math.max(o,t),s),y:Math.min(Math.max(a,n),r),half:Qg(l,e)}}function Ed(i,e,t,n,s=0){let r=Math.max(i.x1-i.x0,1e-6),o=Math.max(i.y1-i.y0,1e-6),a=h=>Math.max(h-2*n,h/2,1),l=Math.min(a(e-s)/r,a(t)/o);return{x:(i.x0+i.x1)/2+s/2/l,y:(i.y0+i.y1)/2,half:Math.max(e,1)/(2*l)}}function tx(i,e,t,n){for(let s=0;s+1<i.length;s+=2){let[r,o]=bt(e,[i[s],i[s+1]]);if(r>e.width-t&&o>e.height-n)return!0}return!1}function vo(i){let e={x0:1/0,y0:1/0,x1:-1/0,y1:-1/0};for(let t=0;t+1<i.length;t+=2){let n=i[t],s=i[t+1];n<e.x0&&(e.x0=n),n>e.x1&&(e.x1=n),s<e.y0&&(e.y0=s),s>e.y1&&(e.y1=s)}return Number.isFinite(e.x0)?e:{x0:-1,y0:-1,x1:1,y1:1}}function nx(i,e,t){return{x:i.x+(e.x-i.x)*t,y:i.y+(e.y-i.y)*t,half:i.half*(e.half/i.half)**t}}var oT={hover:6.5,chosen:10,snap:14,cursor:9},Pd="M0 0C-2.5-7-12-12-12-23A12 12 0 1 1 12-23C12-12 2.500-7 0 0Z",Ld=2.6,Ad=9,Ss=11,ix="nx-map-stop",sx="M0-9 2.6-3.1 9-2.6 4.1 1.7 5.6 8 0 4.6-5.6 8-4.1 1.7-9-2.6-2.6-3.1Z";function Id(i){return Math.max(.5,Math.min(1,6/i))}function yo(i,e){return i===0?"A":i===e-1?"B":String(i)}function bo(i){let e=i instanceof Element?i.closest("[data-marker]"):null,t=e?.getAttribute("data-marker");return t==="anchor"?{kind:t,index:Number(e.getAttribute("data-index"))}:t==="handle"||t==="probe"?{kind:t}:null}var cc=class{element;world=Ke("g");courseHalo=Ke("path",{class:"nx-map-course-halo"});courseLine=Ke("path",{class:"nx-map-course"});wayHalo=Ke("path",{class:"nx-map-course-halo"});wayLine=Ke("path",{class:"nx-map-way"});wayStart=lc("start",Ke("circle",{r:5}));wayBest=lc("best",Ke("path",{d:sx}));walker=lc("walker",Ke("circle",{r:8}));steered=lc("steered",Ke("circle",{r:8}));kept=Ke("g");lassoShape=Ke("path",{class:"nx-map-lasso"});rings=new Map;pins=Ke("g");handle;probe;places=new Map;course=null;t=null;stopSize=1;constructor(){let e=[this.lassoShape,this.courseHalo,this.courseLine,this.wayHalo,this.wayLine];this.world.append(...e);for(let s of e)Xt(s,{"vector-effect":"non-scaling-stroke"});this.element=Ke("svg",{class:"nx-map-overlay"},this.world);for(let[s,r]of Object.entries(oT)){let o=Ke("g",{class:`nx-map-ring nx-map-ring-${s}`,"aria-hidden":"true"});o.append(Ke("circle",{r,class:"nx-map-halo"}),Ke("circle",{r})),this.rings.set(s,o),this.element.append(o)}this.handle=Rd("handle","slider",Ad,[Ke("circle",{r:Ad+1.2,class:"nx-map-halo"}),Ke("circle",{r:Ad,class:"nx-map-handle"})]),Xt(this.handle,{"aria-label":"Place on the path","aria-valuemin":0,"aria-valuemax":100});let t=`M-${Ss+4} 0H-4M4 0H${Ss+4}M0-${Ss+4}V-4M0 4V${Ss+4}`;this.probe=Rd("probe","button",Ss,[Ke("circle",{r:Ss,class:"nx-map-halo"}),Ke("path",{d:t,class:"nx-map-halo"}),Ke("circle",{r:Ss,class:"nx-map-probe"}),Ke("path",{d:t,class:"nx-map-probe"})]),Xt(this.probe,{"aria-roledescription":"free handle"});let n=[this.wayStart,this.walker,this.wayBest,this.steered];this.element.append(this.pins,this.handle,this.kept,...n,this.probe);for(let s of[...this.rings.values(),...n,this.handle,this.probe])s.style.display="none"}setCourse(e){this.course=e&&e.positions.length>1?e.positions:null;let t=this.course?Cd(this.course):"";Xt(this.courseHalo,{d:t}),Xt(this.courseLine,{d:t}),this.setHandle(this.t)}setHandle(e){if(this.t=e,this.put(this.handle,e!==null&&this.course?oc(this.course,e):null),e===null)return;let t=Math.round(e*100);Xt(this.handle,{"aria-valuenow":t,"aria-valuetext":`${t} %`})}setProbe(e){if(this.put(this.probe,e),e){let t=e.map(n=>n.toFixed(2)).join(", ");Xt(this.probe,{"aria-label":`Probe at ${t}. Arrow keys move it.`})}}setRun(e,t){let n=e?.positions??[],s=n.length>1?Cd(n):"";Xt(this.wayHalo,{d:s}),Xt(this.wayLine,{d:s}),this.put(this.wayStart,n[0]??null);for(let o of[this.courseLine,this.pins,this.handle])o.classList.toggle("nx-map-aside",t!==null);let r=t??(e?.state==="running"?n.length-1:null);this.put(this.walker,r===null?null:n[r]??null),this.put(this.wayBest,e?.result?n[e.result.index]??null:null)}setSteered(e){this.put(this.steered,e)}setKept(e,t,n){for(let s of[...this.kept.children])this.places.delete(s);this.kept.replaceChildren(...e.map(({key:s,id:r,name:o,position:a,value:l})=>{let c=`${r===null?"Of this session":"Kept"}: ${o}${l===null?"":`, ${t(l)}`}`,h=Ke("path",{d:sx}),u=Ke("circle",{r:14,class:"nx-map-touch"}),d=Ke("circle",{r:13,class:"nx-map-focus"}),p=Ke("title",{},c),m=Ke("g",{class:`nx-map-marker nx-map-kept${r===null?"":" nx-map-stored"}`,role:"button",tabindex:0},p,u,h,d);return Xt(m,{"aria-label":c}),m.addEventListener("pointerdown",x=>x.stopPropagation()),m.addEventListener("click",x=>n(s,x.shiftKey)),m.addEventListener("keydown",x=>{x.key!=="Enter"&&x.key!==" "||(x.preventDefault(),x.stopPropagation(),n(s,x.shiftKey))}),this.put(m,a),m}))}setRing(e,t){this.put(this.rings.get(e),t)}setLasso(e,t){Xt(this.lassoShape,{d:e&&e.length>1?Cd(e)+(t?"Z":""):""})}setAnchors(e){for(this.stopSize=Id(e.length);this.pins.children.length>e.length;){let t=this.pins.lastElementChild;this.places.delete(t),t.remove()}for(;this.pins.children.length<e.length;)this.pins.append(aT(this.pins.children.length));e.forEach(({name:t,place:n},s)=>{let r=this.pins.children[s],o=yo(s,e.length);r.querySelector("text").textContent=o,r.classList.toggle(ix,s>0&&s<e.length-1),Xt(r,{"aria-label":`${o}, ${t}. Arrow keys move it to another network.`}),this.put(r,n)})}moveAnchor(e,t){let n=this.pins.children[e];n&&this.put(n,t)}focusProbe(){this.probe.focus({preventScroll:!0})}render(e,t){let n=Et(e),[s,r]=bt(e,[0,0]);Xt(this.world,{transform:`matrix(${n} 0 0 ${-n} ${s} ${r})`});for(let[o,a]of this.places){let[l,c]=bt(e,a),h=o.classList.contains(ix)?t*this.stopSize:t;Xt(o,{transform:`translate(${l.toFixed(2)} ${c.toFixed(2)}) scale(${h})`})}}put(e,t){e.style.display=t?"":"none",t?this.places.set(e,t):this.places.delete(e)}};function Rd(i,e,t,n,s=0){let r=Ke("circle",{r:t+5,cy:s,class:"nx-map-touch"}),o=Ke("circle",{r:t+4,cy:s,class:"nx-map-focus"});return Ke("g",{class:"nx-map-marker","data-marker":i,role:e,tabindex:0},r,...n,o)}function lc(i,e){return Ke("g",{class:`nx-map-spot nx-map-spot-${i}`,"aria-hidden":"true"},e)}function aT(i){let e=Ke("text",{y:-22.5,class:"nx-map-letter"}),t=Ke("circle",{r:Ld,class:"nx-map-pin-tip"}),n=Rd("anchor","button",12,[Ke("path",{d:Pd,class:"nx-map-pin"}),t,e],-23);return Xt(n,{"data-index":i}),n}function Cd(i){return`M${i.map(([e,t])=>`${e.toFixed(5)} ${t.toFixed(5)}`).join("L")}`}function ur(i,e,t){if("values"in i)return{kind:"number",...cT(i.values)};let n=i.categories.map(()=>0);for(let a of i.codes)a<n.length&&n[a]++;let s=n.map((a,l)=>l).filter(a=>n[a]>0);s.sort((a,l)=>n[l]-n[a]||lT(i.categories[a],i.categories[l]));let r=[],o=new Uint16Array(n.length);return s.forEach((a,l)=>{let c=i.categories[a];if(l<e.length)r.push({title:c,categories:[c],count:n[a],colour:e[l]});else{let h=r[e.length]??={title:"",categories:[],count:0,colour:t};h.categories.push(c),h.count+=n[a],h.title=`${h.categories.length} others`}o[a]=Math.min(l,e.length)}),{kind:"category",groups:r,groupOf:o}}var lT=(i,e)=>i<e?-1:i>e?1:0;function cT(i){let e=1/0,t=-1/0;for(let n of i)Number.isFinite(n)&&(n<e&&(e=n),n>t&&(t=n));return Number.isFinite(e)?{low:e,high:t}:{low:0,high:0}}function dr(i,e){return e?ns(.14+.86*i):ns(.92*i)}function rx(i,e,t){return t>e?(i-e)/(t-e):.5}function ji(i){let e=i.trim(),t=/^#([0-9a-f]{6}|[0-9a-f]{3})/i.exec(e)?.[1];if(t){let a=t.length===3?[...t].map(c=>c+c).join(""):t,l=c=>Number.parseInt(a.slice(2*c,2*c+2),16);return[l(0),l(1),l(2)]}let n=/^rgba?\(([^)]*)\)/i.exec(e)?.[1]?.split(/[\s,/]+/).filter(Boolean).map(Number),[s,r,o]=n??[];return s!==void 0&&r!==void 0&&o!==void 0&&[s,r,o].every(Number.isFinite)?[s,r,o]:[128,128,128]}var hc=i=>`#${i.map(e=>e.toString(16).padStart(2,"0")).join("")}`;function ni(i){return Number.isFinite(i)?Math.abs(i)>=1e3?Math.round(i).toLocaleString("en"):String(Number(i.toPrecision(3))):"none"}var en=i=>"codes"in i;function Ts(i,e,t){return i.labels[0]?.name===e?t:`${e}:${t}`}function ox(i,e){let t=new Set;for(let n of i.labels)if(en(n))for(let s of n.categories)t.add(Ts(i,n.name,s));return[...new Set(e)].filter(n=>t.has(n))}function ax(i,e){let t=new Uint8Array(i.count).fill(1),n=new Set(e);if(n.size===0)return t;for(let s of i.labels){if(!en(s))continue;let r=s.categories.map(o=>n.has(Ts(i,s.name,o)));if(r.some(Boolean))for(let o=0;o<i.count;o++)r[s.codes[o]]&&(t[o]=0)}return t}function lx(i,e,t,n){let s=n.map(o=>Ts(i,t,o));return s.every(o=>e.includes(o))?e.filter(o=>!s.includes(o)):[...new Set([...e,...s])]}function cx(i,e,t,n){let s=i.labels.find(h=>h.name===t);if(!s||!en(s))return[...e];let r=s.categories.map(h=>Ts(i,t,h)),o=new Set(n.map(h=>Ts(i,t,h))),a=r.filter(h=>!o.has(h)),l=e.filter(h=>!r.includes(h));return a.every(h=>e.includes(h))&&![...o].some(h=>e.includes(h))?l:[...l,...a]}var hT={"<":(i,e)=>i<e,">":(i,e)=>i>e,"<=":(i,e)=>i<=e,">=":(i,e)=>i>=e,"=":(i,e,t)=>Math.abs(i-e)<=t},uT=12,dT=24;function ux(i){let[e,t]=i.labels.filter(a=>a.name!=="split"&&en(a)).map(a=>[a,pT(a)]).filter(([a,l])=>a.categories.length>1&&l.length<=dT),n=[String(Math.min(uT,i.count-1))];e&&n.push(e[1]),t&&n.push(`${t[0].title} ${t[1]}`.toLowerCase()),!e&&i.names[0]&&n.push(i.names[0].replace(/ \(\d+\)$/,""));let s=i.labels.find(dx),[r,o]=(s&&px(s))??[];return s&&r!==void 0&&o!==void 0&&r<o&&n.push(`${s.title.toLowerCase()}>${Number(((r+o)/2).toPrecision(2))}`),n}function dx(i){return!en(i)}function px({values:i}){let[e,t]=[1/0,-1/0];for(let n of i)Number.isFinite(n)&&([e,t]=[Math.min(e,n),Math.max(t,n)]);return e<=t?[e,t]:null}function pT({categories:i,codes:e}){let t=i.map(()=>0);for(let n of e)t[n]+=1;return i[t.indexOf(Math.max(...t))]??""}function Dd(i,e){let t=mx(i,e);if(t.length===0)return null;let n=new Uint8Array(i.count);for(let s=0;s<i.count;s++)t.every(({fits:r})=>r(s))&&(n[s]=1);return n}function fx(i,e){let t=Dd(i,e)?.reduce((r,o)=>r+o,0)??0;if(t>0)return`${t.toLocaleString("en")} found, but the legend hides them.`;let n=({text:r})=>/[<>=]/.test(r),s=mx(i,e);for(let r of[...s.filter(n),...s]){let{text:o,fits:a,comparison:l}=r;if(!i.names.some((c,h)=>a(h))){if(l){let[c,h]=px(l.label)?.map(ni)??[];return c===void 0?`${l.label.title} is known of no network.`:`${l.label.title} is from ${c} to ${h} here.`}return n(r)?`“${o}” compares nothing. ${fT(i)}`:`Nothing here is called “${o}”.`}}return"No network fits all of these words."}function fT(i){let e=i.labels.filter(dx).map(({title:t})=>t.toLowerCase());return e.length===0?"No label of this zoo is a number.":`Numbers are: ${e.slice(0,4).join(", ")}${e.length>4?" …":"."}`}function mx(i,e){let t=mT(i,e),n=[];for(;t.length>0;){let s=gT(i,t),[r,o]=s?[xT(s),s.used]:vT(i,t)??[bT(i,t[0]),1];n.push({text:t.splice(0,o).join(" "),fits:r,comparison:s})}return n}function mT(i,e){let t=e.toLowerCase().replaceAll("≤","<=").replaceAll("≥",">=").replace(/\s*(<=|>=|<|>|=)\s*/g,"$1");for(let n of i.labels)if(en(n))for(let s of Nd(n))t=t.replaceAll(`${s}=`,`${s} `);return t.split(/[\s,;·()]+/).filter(Boolean)}function gT(i,e){for(let t of i.labels)if(!en(t))for(let n of Nd(t)){let s=n.split(" ").length,r=e.slice(0,s).join(" "),o=r.startsWith(n)?/^(<=|>=|<|>|=)([-+]?(?:\d+\.?(\d*)|\.(\d+)))%?$/.exec(r.slice(n.length)):null;if(!o)continue;let[,a="=",l="0",c,h]=o;return{label:t,sign:a,wanted:Number(l),half:.5*10**-(h??c??"").length,used:s}}return null}function xT({label:i,sign:e,wanted:t,half:n}){return s=>hT[e](i.values[s],t,n)}function Nd(i){return new Set([i.title.toLowerCase(),i.name.toLowerCase(),i.name.replace(/_/g," ")])}function vT(i,e){for(let t of i.labels)for(let n of Nd(t)){let s=n.split(" ");if(!s.every((a,l)=>e[l]===a))continue;let r=e.slice(s.length);if(!en(t)||r.length===0){if(r.length===0)return[()=>!0,s.length];continue}let o=yT(t,r);if(o)return[o[0],s.length+o[1]]}return null}function yT(i,e){for(let t=Math.min(e.length,4);t>0;t--){let n=e.slice(0,t).join(" "),s=gx(i,n);if(s.size>0)return[r=>s.has(i.codes[r]),t]}return null}function gx(i,e){let t=i.categories.map(s=>s.toLowerCase()),n=t.indexOf(e);return n>=0?new Set([n]):new Set(t.flatMap((s,r)=>s.startsWith(e)||s.replace(/-/g," ").startsWith(e)?[r]:[]))}function bT(i,e){let t=/^#?(\d+)$/.exec(e)?.[1];if(t!==void 0)return o=>o===Number(t);let s=i.labels.filter(en).map(o=>({codes:o.codes,wanted:wT(o,e)})).filter(o=>o.wanted.size>0),r=_T(i.names);return o=>s.some(a=>a.wanted.has(a.codes[o]))||r[o].some(a=>a.startsWith(e))}var hx=new WeakMap;function _T(i){let e=hx.get(i);return e||(e=i.map(t=>{let n=t.split(/\s+/),s=n.flatMap(r=>r.split(/[_\-/.]+|(?<=[a-z])(?=[A-Z0-9])/));return(s.length>n.length?[...n,...s]:n).map(r=>r.toLowerCase())}),hx.set(i,e)),e}function wT(i,e){let t=gx(i,e);return t.size>0?t:new Set(i.categories.flatMap((n,s)=>n.toLowerCase().split(/[\s-]+/).some(r=>r.startsWith(e))?[s]:[]))}function xx(i,e,t){let n=i.length;for(let s=1;s<=n;s++){let r=((t??-1)+s+n)%n;if(i[r]&&e[r])return r}return null}var uc=12,MT=22,ST=2,TT=24,ET=28,AT=100,kd=10,dc=40,CT=3,pc=class{constructor(e,t,n,s,r,o,a,l){this.model=e;this.scene=t;this.events=n;this.card=s;this.thumbnails=r;this.selectionChanged=o;this.say=a;this.scrolled=l}model;scene;events;card;thumbnails;selectionChanged;say;scrolled;journey={chosen:null,anchors:[],course:null,t:null,free:null};cursor=null;lassoOn=!1;lassoShape=null;hovered=null;snapped=null;showJourney(){let{journey:e,model:t,scene:n}=this,{overlay:s}=n;s.setCourse(e.course),s.setHandle(e.course?e.t:null),s.setProbe(e.free),s.setRing("chosen",t.has(e.chosen)?t.place(e.chosen):null);let r=e.anchors.filter(o=>t.has(o));s.setAnchors(r.map(o=>({name:t.name(o),place:t.place(o)}))),n.request()}lassoing(){return this.lassoOn}held(){return this.scene.compact||this.scene.stage.classList.contains(Md)}empty(e,t){return this.at(e,t,uc)===null}hover(e,t){!this.lassoOn&&!this.scene.compact&&this.point(this.picture(e,t)??this.at(e,t,uc))}leave(){this.point(null)}tap(e,t,n){let s=n.shiftKey?null:this.picture(e,t);if(s)return this.look(s);let r=this.at(e,t,n.pointerType==="mouse"?uc:MT);if(r===null)return this.point(null);this.cursor=r,this.scene.overlay.setRing("cursor",null),this.events.pick(r,n.shiftKey),n.pointerType!=="mouse"&&this.point(r)}look(e){let t=this.networkOf(e);t!==null?this.events.pick(t,!1):this.events.freeMoved(e.x,e.y,!1),this.point(null)}networkOf({x:e,y:t}){return this.model.grid.nearest(e,t,ST/Et(this.scene.view),this.model.accept)}picture(e,t){let{scene:n}=this;return n.sheet?n.tiles.at(...Vn(n.view,[e,t])):null}point(e){if(e===this.hovered)return;this.hovered=e;let{card:t,scene:n}=this;n.overlay.setRing("hover",this.hoveredPlace()),n.stage.classList.toggle("nx-map-on-point",e!==null),e===null||n.compact?t.hide():t.fill(this.told(e)),this.placeCard(),n.request()}told(e){let{model:t}=this,n=typeof e=="number"?e:this.networkOf(e);if(n!==null)return{name:t.name(n),lines:t.facts(n),picture:this.thumbnails.of(n)};let{x:s,y:r,empty:o,image:a}=e,l=t.grid.nearest(s,r,1/0,t.accept),c=l===null?[]:[["Nearest here",t.name(l)]];return o&&c.push(["Far from all","a guess of what lies around"]),{name:"A place on the map",lines:c,picture:a.src}}hoveredPlace(){let{hovered:e}=this;return e===null?null:typeof e=="number"?this.model.place(e):[e.x,e.y]}placeCard(){let e=this.hoveredPlace();if(!e)return;let{view:t}=this.scene;this.card.put(bt(t,e),t.width,t.height)}thumbnailCame(e,t){e===this.hovered&&this.card.show(t)}pan(e,t){this.scene.setWindow(Jg(this.scene.view,e,t))}zoom(e,t,n){this.scene.setWindow(Td(this.scene.view,e,[t,n],this.scene.whole()))}rest(){let{x:e,y:t,half:n}=this.scene.view;this.events.windowChanged({x:e,y:t,half:n})}step(e){let{view:t}=this.scene;this.fly(Td(t,e,[t.width/2,t.height/2],this.scene.whole()))}fit(){this.events.windowChanged(this.scene.fit())}fly(e){this.scene.fly(e),this.events.windowChanged(e)}goTo(e){let{scene:t,model:n}=this;this.cursor=e,document.activeElement===t.stage&&t.overlay.setRing("cursor",n.place(e)),this.point(e),this.say([n.name(e),...n.facts(e).map(([h,u])=>`${h} ${u}`)].join(", "));let{view:s}=t,[r,o]=bt(s,n.place(e)),a=r<dc||o<dc||r>s.width-dc||o>s.height-dc,[l,c]=n.place(e);a&&this.fly({x:l,y:c,half:s.half}),t.request()}nextMatch(){let{sought:e,visible:t}=this.model,n=e&&xx(e,t,this.cursor);n!==null&&(this.goTo(n),this.events.pick(n,!1))}setLasso(e){this.lassoOn=e,this.scene.stage.classList.toggle("nx-map-lassoing",e),this.point(null)}lasso(e,t,n){let{scene:s}=this,r=Vn(s.view,[e,t]);if(n==="start")this.lassoShape=[r];else if(n==="move"&&this.lassoShape){let o=bt(s.view,this.lassoShape.at(-1));Math.hypot(o[0]-e,o[1]-t)>CT&&this.lassoShape.push(r)}else n==="cancel"&&(this.lassoShape=null);s.overlay.setLasso(this.lassoShape,!1),n==="end"&&this.endLasso(),s.request()}endLasso(){let{model:e}=this,t=Sd(this.lassoShape??[],e.grid,e.data.positions,e.accept);t.length===0&&(this.lassoShape=null),this.select(t),this.say(t.length===0?"Nothing selected":`${t.length} networks selected`)}select(e){this.showSelection(e),this.selectionChanged(),this.events.selected(e)}showSelection(e){let{model:t}=this,n=e.filter(o=>t.has(o)),s=this.lassoShape;((s?Sd(s,t.grid,t.data.positions,t.accept):[]).length!==n.length||n.length===0)&&(this.lassoShape=null),this.scene.overlay.setLasso(this.lassoShape,!0),t.selection=n}drag(e,t,n,s){this.scene.stage.classList.toggle("nx-map-dragging",s==="start"||s==="move"),s==="start"&&this.point(null),e.kind==="anchor"?this.dragAnchor(e.index,t,n,s):e.kind==="handle"?this.dragHandle(t,n,s):this.dragFree(t,n,s)}dockTap(){let{view:e}=this.scene,t=this.journey.free??(this.model.has(this.journey.chosen)?this.model.place(this.journey.chosen):null),n=t?bt(e,t):[e.width/2,e.height/2];this.dragFree(n[0],n[1],"end"),this.scene.overlay.focusProbe()}moveHandle(e,t){let{journey:n,scene:s}=this;n.t=Math.min(1,Math.max(0,e)),s.overlay.setHandle(n.t),s.request(),this.events.handleMoved(n.t,t)}nudgeFree(e,t){if(!this.journey.free)return;let[n,s]=bt(this.scene.view,this.journey.free);this.dragFree(n+e,s+t,"move")}release(e){let{t,free:n}=this.journey;e==="handle"&&t!==null&&this.events.handleMoved(t,!1),e==="probe"&&n&&this.events.freeMoved(n[0],n[1],!1)}dragHandle(e,t,n){let{course:s,t:r}=this.journey;if(!s||r===null)return;if(n==="cancel")return this.release("handle");let{view:o}=this.scene,a=Et(o);this.moveHandle(Zg(s.positions,Vn(o,[e,t]),r,ET/a,AT/a),n!=="end")}dragFree(e,t,n){if(n==="cancel")return this.release("probe");let{view:s}=this.scene,r=(a,l)=>Math.min(Math.max(a,kd),Math.max(l-kd,kd)),o=Vn(s,[r(e,s.width),r(t,s.height)]);this.journey.free=o,this.scene.overlay.setProbe(o),this.scene.request(),this.events.freeMoved(o[0],o[1],n!=="end")}dragAnchor(e,t,n,s){let{scene:r,model:o,journey:a}=this;if(s==="start"||s==="move"){this.snapped=this.keptAt(t,n)??this.at(t,n,TT),r.overlay.moveAnchor(e,this.snapped===null?Vn(r.view,[t,n]):o.place(this.snapped)),r.overlay.setRing("snap",this.snapped===null?null:o.place(this.snapped)),this.point(this.snapped),r.request();return}let l=s==="end"?this.snapped:null;this.snapped=null,this.point(null),r.overlay.setRing("snap",null),l!==null&&l!==a.anchors[e]?this.moveAnchor(e,l):this.showJourney()}moveAnchor(e,t){let{journey:n,model:s}=this;n.anchors=n.anchors.map((r,o)=>o===e?t:r),this.showJourney(),this.say(`${yo(e,n.anchors.length)} is now ${s.name(t)}`),this.events.anchorMoved(e,t)}keptAt(e,t){let{view:n}=this.scene,[s,r]=Vn(n,[e,t]);return this.model.keptNear(s,r,uc/Et(n))}at(e,t,n){let{view:s}=this.scene,[r,o]=Vn(s,[e,t]);return this.model.grid.nearest(r,o,Math.max(n,this.scene.radius)/Et(s),this.model.accept)}};function vx(i){return{pick:(e,t)=>i.pick(e,t),anchorMoved:(e,t)=>i.anchorMoved(e,t),handleMoved:(e,t)=>i.handleMoved(e,t),keptPicked:(e,t)=>i.keptPicked(e,t),freeMoved:(e,t,n)=>i.freeMoved(e,t,n),selected:e=>i.selected(e),needThumbnails:e=>i.needThumbnails(e),needSheet:(e,t)=>i.needSheet(e,t),sheetOff:()=>i.sheetOff(),terrain:e=>i.terrain(e),colour:e=>i.colour(e),hidden:e=>i.hidden(e),search:e=>i.search(e),windowChanged:e=>i.windowChanged(e)}}var fc=class{constructor(e){this.changed=e}changed;element=ye("div",{class:"nx-map-legend",role:"group","aria-label":"Legend and filter"});render(e){let t=this.element.contains(document.activeElement)?document.activeElement?.getAttribute("data-entry"):null,{colouring:n,data:s}=e,r=n.kind==="number"?[PT(e)]:RT(e).map(l=>this.entry(e,l)),o=e.colour==="split"?[]:Od(s).map(l=>this.entry(e,l)),a=[ye("div",{class:"nx-map-legend-part"},...r)];if(o.length>0&&a.push(ye("div",{class:"nx-map-legend-part"},...o)),e.own>0&&a.push(yx("nx-map-own-entry","of this session",e.own)),e.kept>0&&a.push(yx("nx-map-kept-entry","kept",e.kept)),e.sheet&&a.push(bx("",ye("span",{class:"nx-map-empty-mark"}),ye("span",{},"no network near"))),e.hidden.length>0){let l=ye("button",{type:"button",class:"nx-map-all","data-entry":"all"},"Show all");l.addEventListener("click",()=>this.changed([]));let c=`${Hn(s.count-e.shown)} hidden`;a.push(ye("div",{class:"nx-map-legend-part"},ye("span",{class:"nx-map-faint"},c),l))}this.element.replaceChildren(...a),t&&this.element.querySelector(`[data-entry="${CSS.escape(t)}"]`)?.focus()}entry(e,t){let n=t.categories.every(o=>e.hidden.includes(Ts(e.data,t.label,o))),s=ye("span",{class:t.ring?"nx-map-swatch nx-map-swatch-ring":"nx-map-swatch"});t.colour&&(s.style.color=t.colour);let r=ye("button",{type:"button",class:"nx-map-entry","aria-pressed":String(!n),"data-entry":`${t.label}:${t.title}`,title:`${n?"Show":"Hide"} ${t.title}; with shift: only ${t.title}`},s,ye("span",{},t.title),ye("span",{class:"nx-map-count"},Hn(t.count)));return r.addEventListener("click",o=>{let a=o.shiftKey||o.altKey?cx:lx;this.changed(a(e.data,e.hidden,t.label,t.categories))}),r}};function yx(i,e,t){let n=ye("span",{class:"nx-map-star","aria-hidden":"true"},"★");return bx(i,n,ye("span",{},e),ye("span",{class:"nx-map-count"},Hn(t)))}function bx(i,...e){return ye("div",{class:"nx-map-legend-part"},ye("span",{class:`nx-map-entry nx-map-told ${i}`.trim()},...e))}function RT({colour:i,colouring:e}){return e.kind==="number"?[]:e.groups.map(t=>({label:i,ring:i==="split"&&/held/i.test(t.title),...t}))}function Od(i){let e=i.labels.find(r=>r.name==="split");if(!e||!en(e))return[];let t=e.categories.map(()=>0);for(let r of e.codes)t[r]++;let s=e.categories.map((r,o)=>({label:"split",title:r,categories:[r],count:t[o],colour:null,ring:/held/i.test(r)})).filter(r=>r.count>0).sort((r,o)=>Number(r.ring)-Number(o.ring));return s.length>1?s:[]}function PT({data:i,colour:e,colouring:t,theme:n}){if(t.kind!=="number")return ye("div");let s=i.labels.find(l=>l.name===e)?.title??e,r=ye("span",{class:"nx-map-bar"});r.style.background=`linear-gradient(90deg, ${_o(n.dark).join(", ")})`;let[o,a]=[ni(t.low),ni(t.high)];return ye("div",{class:"nx-map-scale",role:"img","aria-label":`${s}: from ${o} (dark) to ${a} (light)`},ye("span",{class:"nx-map-scale-title"},s),ye("span",{},o),r,ye("span",{},a))}var _o=i=>Array.from({length:9},(e,t)=>hc(dr(t/8,i)));var LT=`#version 300 es
in vec2 place;
in vec4 colour;
in float mark;
uniform vec4 view; // centre, map to clip space
uniform float radius; // device px
uniform float stroke; // device px per CSS px
uniform float faintness;
uniform vec3 paper;
uniform vec3 ink;
flat out vec4 fill;
flat out vec4 rim; // colour and weight of the line around it
flat out vec4 edges; // the point's size; its radius; the hole's; the line's; each half a pixel softer
void main() {
  int bits = int(mark + 0.5);
  bool ring = (bits & 1) != 0;
  bool selected = (bits & 2) != 0;
  float r = radius * (ring ? 1.2 : 1.0);
  float line = r + (selected ? 0.9 : 0.6) * stroke;
  float size = 2.0 * (line + 0.5);
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
  gl_PointSize = size;
  fill = vec4(colour.rgb, colour.a * faintness);
  // around every mark a thin line of the paper's colour, so that neighbours stay apart; around a selected one, ink
  rim = selected ? vec4(ink, 0.8) : vec4(paper, 0.55);
  edges = vec4(size, r + 0.5, ring ? r - 1.75 * stroke - 0.5 : -1.0e3, line + 0.5);
}`,IT=`#version 300 es
precision highp float;
flat in vec4 fill;
flat in vec4 rim;
flat in vec4 edges;
uniform vec3 paper;
out vec4 result;
void main() {
  float d = length(gl_PointCoord - 0.5) * edges.x;
  vec3 k = clamp(vec3(edges.y - d, d - edges.z, edges.w - d), 0.0, 1.0); // in the disc, outside the hole, in the line
  float a = max(k.x, k.z * rim.a) * fill.a;
  result = vec4(mix(rim.rgb, mix(paper, fill.rgb, k.y), k.x) * a, a);
}`,wo=class{constructor(e,t,n){this.canvas=e;this.gl=t;e.addEventListener("webglcontextlost",s=>{s.preventDefault(),this.drawing=null}),e.addEventListener("webglcontextrestored",()=>{this.build(),n()}),this.build()}canvas;gl;drawing=null;positions=new Float32Array;colours=new Uint8Array;marks=new Uint8Array;order=new Uint32Array;static contextOf(e){return e.getContext("webgl2",{antialias:!1,depth:!1,premultipliedAlpha:!0})}setPositions(e){this.positions=e,this.setLook(new Uint8Array,new Uint8Array,new Uint32Array)}setLook(e,t,n){this.colours=e,this.marks=t,this.order=n,this.fill()}draw(e,t,n){let{gl:s,drawing:r}=this;if(!r||(s.viewport(0,0,this.canvas.width,this.canvas.height),s.clearColor(0,0,0,0),s.clear(s.COLOR_BUFFER_BIT),this.order.length===0))return;let o=r.uniforms;s.uniform4f(o.view,e.x,e.y,1/e.half,e.width/(e.half*e.height)),s.uniform1f(o.radius,t.radius*n),s.uniform1f(o.stroke,n),s.uniform1f(o.faintness,t.faintness),s.uniform3f(o.paper,t.paper[0]/255,t.paper[1]/255,t.paper[2]/255),s.uniform3f(o.ink,t.ink[0]/255,t.ink[1]/255,t.ink[2]/255),s.drawElements(s.POINTS,this.order.length,s.UNSIGNED_INT,0)}dispose(){this.drawing=null,this.gl.getExtension("WEBGL_lose_context")?.loseContext()}build(){let{gl:e}=this;if(e.isContextLost())return;let t=e.createProgram();for(let[r,o]of[[e.VERTEX_SHADER,LT],[e.FRAGMENT_SHADER,IT]]){let a=e.createShader(r);e.shaderSource(a,o),e.compileShader(a),e.attachShader(t,a)}if(e.linkProgram(t),!e.getProgramParameter(t,e.LINK_STATUS)&&!e.isContextLost())throw new Error(`The map's points cannot be drawn: ${e.getProgramInfoLog(t)??""}`);e.useProgram(t),e.enable(e.BLEND),e.blendFunc(e.ONE,e.ONE_MINUS_SRC_ALPHA);let n=(r,o,a,l)=>{let c=e.createBuffer(),h=e.getAttribLocation(t,r);return e.bindBuffer(e.ARRAY_BUFFER,c),e.enableVertexAttribArray(h),e.vertexAttribPointer(h,o,a,l,0,0),c},s=r=>e.getUniformLocation(t,r);this.drawing={places:n("place",2,e.FLOAT,!1),colours:n("colour",4,e.UNSIGNED_BYTE,!0),marks:n("mark",1,e.UNSIGNED_BYTE,!1),order:e.createBuffer(),uniforms:{view:s("view"),radius:s("radius"),paper:s("paper"),ink:s("ink"),stroke:s("stroke"),faintness:s("faintness")}},this.fill()}fill(){let{gl:e,drawing:t}=this;t&&(e.bindBuffer(e.ARRAY_BUFFER,t.places),e.bufferData(e.ARRAY_BUFFER,this.positions,e.STATIC_DRAW),e.bindBuffer(e.ARRAY_BUFFER,t.colours),e.bufferData(e.ARRAY_BUFFER,this.colours,e.DYNAMIC_DRAW),e.bindBuffer(e.ARRAY_BUFFER,t.marks),e.bufferData(e.ARRAY_BUFFER,this.marks,e.DYNAMIC_DRAW),e.bindBuffer(e.ELEMENT_ARRAY_BUFFER,t.order),e.bufferData(e.ELEMENT_ARRAY_BUFFER,this.order,e.DYNAMIC_DRAW))}};var Mo=255,_x=.62,DT=[2,4,8],NT=127,xi=6;function mc(i){let[e,t]=[Mo,-1];for(let n of i.values)n!==Mo&&(n<e&&(e=n),n>t&&(t=n));return t<0?null:{low:Fd(i,e),high:Fd(i,t)}}function wx(i,e){let t=e&&"values"in e?ur(e,[],""):null;return t?.kind==="number"&&t.high>t.low?{low:t.low,high:t.high}:mc(i)??i}function Fd({low:i,high:e},t){return i+t*(e-i)/(Mo-1)}function Mx({columns:i,rows:e,values:t}){return Int32Array.from({length:i*e},(n,s)=>{let[r,o]=[s%i,Math.floor(s/i)];for(let a of[1,...DT]){let l=(o-o%a)*i+r-r%a;if(t[l]!==Mo)return l}return-1})}function Ud({values:i,groups:e}){return[...new Set(e.filter((t,n)=>i[n]!==Mo))].sort((t,n)=>t-n)}function Sx(i,e,t){let{columns:n,rows:s,values:r,near:o}=i,{low:a,high:l}=t,c=Math.max(l-a,(i.high-i.low)/NT),h=Ax(n,s);for(let[u,d]of Mx(i).entries()){if(d<0)continue;let p=(Fd(i,r[d])-a)/c,[m,x,f]=dr(Math.min(Math.max(p,0),1),e);h.data.set([m,x,f,_x*o[u]],4*Cx(u,n,s))}return h}function Tx(i,e){let{columns:t,rows:n,groups:s,near:r}=i,o=Mx(i),a=Ax(t*xi,n*xi),l=new Float64Array(Math.max(e.length,...Ud(i).map(c=>c+1),1));for(let c=0;c<n*xi;c+=1)for(let h=0;h<t*xi;h+=1){l.fill(0);let u=0;for(let[f,g]of kT((h+.5)/xi-.5,(c+.5)/xi-.5,t,n)){let _=o[f];_<0||(l[s[_]]+=g,u+=g*r[f])}let d=l.indexOf(Math.max(...l));if(u===0)continue;let[p,m,x]=e[d]??[128,128,128];a.data.set([p,m,x,_x*u],4*Cx(c*t*xi+h,t*xi,n*xi))}return a}function Ex(i,e,t,n,s){let r=i.getContext("2d");r.setTransform(s,0,0,s,0,0),r.clearRect(0,0,n.width,n.height),r.imageSmoothingEnabled=!0,r.imageSmoothingQuality="high";let{left:o,top:a,width:l,height:c}=Bd(t,n);r.drawImage(e,o,a,l,c)}function Bd([i,e,t,n],s){let[r,o]=bt(s,[i,n]),a=Et(s);return{left:r,top:o,width:(t-i)*a,height:(n-e)*a}}function Ax(i,e){return{width:i,height:e,data:new Uint8ClampedArray(4*i*e)}}function Cx(i,e,t){return(t-1-Math.floor(i/e))*e+i%e}function kT(i,e,t,n){let[s,r]=[Math.floor(i),Math.floor(e)],[o,a]=[i-s,e-r],l=(c,h)=>Math.min(Math.max(h,0),n-1)*t+Math.min(Math.max(c,0),t-1);return[[l(s,r),(1-o)*(1-a)],[l(s+1,r),o*(1-a)],[l(s,r+1),(1-o)*a],[l(s+1,r+1),o*a]]}var OT=4,Rx=40;function Px(i,e){let t=Math.max(e/Et(i),2*i.half/(Rx-2)),n=2**(Math.round(2*Math.log2(t))/2);for(;2*i.half/n>Rx-2;)n*=Math.SQRT2;let s=i.height/Et(i)/2,r=Math.floor((i.x-i.half)/n),o=Math.max(Math.ceil((i.x+i.half)/n),r+OT),a=Math.floor((i.y-s)/n),l=Math.ceil((i.y+s)/n);return{columns:o-r,box:[r*n,a*n,o*n,l*n]}}function Lx(i){let[e,t,n,s]=i.box,r=(n-e)/i.columns,o=(s-t)/i.rows;return{x:e+(i.column+.5)*r,y:t+(i.row+.5)*o,half:Math.min(r,o)/2}}var FT=600,zd=.8,vi={faintness:.55,inset:2.5,dash:[4,4]},gc=class{constructor(e,t){this.canvas=e;this.changed=t}canvas;changed;pictures=new Map;edge=0;get count(){return this.pictures.size}add(e){let{x:t,y:n,half:s}=Lx(e),r=`${t.toFixed(5)} ${n.toFixed(5)} ${s.toFixed(6)}`;if(Math.abs(s-this.edge/2)>1e-6*s&&(this.edge=2*s),this.pictures.get(r)?.image.src===e.url)return;let a={x:t,y:n,half:s,empty:e.empty,image:new Image,ready:!1};a.image.onload=()=>{a.ready=!0,this.changed()},a.image.src=e.url,this.pictures.delete(r),this.pictures.set(r,a),this.pictures.size>FT&&this.pictures.delete(this.pictures.keys().next().value)}dropOthers(){for(let[e,t]of this.pictures)this.isNew(t)||this.pictures.delete(e);this.changed()}clear(){this.pictures.clear(),this.changed()}shown(){let e=[...this.pictures.values()].filter(o=>o.ready),t=e.filter(o=>this.isNew(o));if(t.length===e.length)return t;let n=new Set(t.map(o=>this.cell(o.x,o.y))),s=[-.98,0,.98],r=o=>s.some(a=>s.some(l=>n.has(this.cell(o.x+a*o.half,o.y+l*o.half))));return[...e.filter(o=>!this.isNew(o)&&!r(o)),...t]}at(e,t){return this.shown().findLast(n=>Math.max(Math.abs(n.x-e),Math.abs(n.y-t))<=n.half)??null}draw(e,t,n,s){let r=this.canvas.getContext("2d");r.setTransform(t,0,0,t,0,0),r.clearRect(0,0,e.width,e.height);let o=Et(e);r.strokeStyle=s,r.setLineDash([...vi.dash]);for(let{x:a,y:l,half:c,empty:h,image:u}of this.shown()){let[d,p]=bt(e,[a,l]),m=c*o;if(d+m<0||p+m<0||d-m>e.width||p-m>e.height)continue;r.globalAlpha=zd,r.fillStyle=n,r.fillRect(d-m,p-m,2*m,2*m),r.globalAlpha=h?vi.faintness:1,r.drawImage(u,d-m,p-m,2*m,2*m);let x=m-vi.inset;h&&x>0&&r.strokeRect(d-x,p-x,2*x,2*x)}}isNew(e){return Math.abs(2*e.half-this.edge)<1e-6*this.edge}cell(e,t){return`${Math.floor(e/this.edge)} ${Math.floor(t/this.edge)}`}};var Ix=26,kx=14;function Ox(i,e,t,n){let{view:s}=e,r=GT(VT(i,n),s.width),o=s.height+r.height,a=[`<rect width="${s.width}" height="${o}" fill="${n.paper}"/>`,`<svg width="${s.width}" height="${s.height}">`,UT(e),BT(i,e,n),zT(e,n),HT(i,s,t,n),"</svg>",`<g transform="translate(0 ${s.height})">${r.svg}</g>`],l=`width="${s.width}" height="${o}" viewBox="0 0 ${s.width} ${o}"`,c=`font-family="${Vd(n.font)}" font-size="${kx}" fill="${n.ink}"`;return`<svg xmlns="http://www.w3.org/2000/svg" ${l} ${c}>
${a.filter(Boolean).join(`
`)}
</svg>
`}function UT({ground:i,view:e}){if(!i)return"";let{left:t,top:n,width:s,height:r}=Bd(i.box,e);return`<image ${`x="${t.toFixed(1)}" y="${n.toFixed(1)}" width="${s.toFixed(1)}" height="${r.toFixed(1)}"`} preserveAspectRatio="none" href="${i.canvas.toDataURL("image/png")}"/>`}function BT(i,e,t){let{view:n,radius:s}=e,r=i.look(),o=new Map;for(let l of r.order){let[c,h]=bt(n,i.place(l));if(c<-s||h<-s||c>n.width+s||h>n.height+s)continue;let[u,d,p,m]=r.colours.subarray(4*l,4*l+4),x=r.marks[l],f=(x&1)!==0,g=hc([u,d,p]),_=(x&2)!==0?t.ink:f?g:t.paper,M=`${f?`fill="${t.paper}" stroke="${g}" stroke-width="1.75"`:`fill="${g}" stroke="${_}" stroke-width="0.6"`} opacity="${(m/255).toFixed(2)}"`,C=(f?s*1.2-.9:s).toFixed(2),A=`<circle cx="${c.toFixed(1)}" cy="${h.toFixed(1)}" r="${C}"/>`,v=o.get(M);v?v.push(A):o.set(M,[A])}return`<g${e.faintness<1?` opacity="${e.faintness}"`:""}>${[...o].map(([l,c])=>`<g ${l}>${c.join("")}</g>`).join(`
`)}</g>`}function zT(i,e){if(!i.sheet)return"";let{view:t}=i,n=Et(t);return i.tiles.shown().map(({x:s,y:r,half:o,empty:a,image:l})=>{let[c,h]=bt(t,[s,r]),u=o*n;if(c+u<0||h+u<0||c-u>t.width||h-u>t.height)return"";let[d,p,m]=[c-u,h-u,2*u].map(C=>C.toFixed(1)),x=`x="${d}" y="${p}" width="${m}" height="${m}"`,f=`<rect ${x} fill="${e.paper}" opacity="${zd}"/>`;if(!a)return`${f}<image ${x} href="${Dx(l)}"/>`;let[g,_,E]=[c-u+vi.inset,h-u+vi.inset,2*(u-vi.inset)].map(C=>C.toFixed(1)),M=`<rect x="${g}" y="${_}" width="${E}" height="${E}" fill="none" stroke="${e.faint}" stroke-dasharray="${vi.dash.join(" ")}"/>`;return`${f}<g opacity="${vi.faintness}"><image ${x} href="${Dx(l)}"/>${M}</g>`}).join("")}function Dx(i){let e=document.createElement("canvas");return e.width=i.naturalWidth,e.height=i.naturalHeight,e.getContext("2d").drawImage(i,0,0),e.toDataURL("image/png")}function HT(i,e,t,n){let s=u=>bt(e,u).map(d=>d.toFixed(1)),r=(u,d)=>`<g transform="translate(${s(u).join(" ")})">${d}</g>`,o=[],{course:a,t:l,chosen:c,free:h}=t;if(a&&a.positions.length>1){let u='stroke-linejoin="round" stroke-linecap="round"',d=`M${a.positions.map(p=>s(p).join(" ")).join("L")}`;for(let[p,m]of[[n.paper,6.5],[n.ink,2.75]])o.push(`<path d="${d}" fill="none" stroke="${p}" stroke-width="${m}" ${u}/>`)}return i.has(c)&&o.push(r(i.place(c),Hd('<circle r="10" fill="none"',n.ink,2.5,n.paper))),t.anchors.forEach((u,d)=>{if(!i.has(u))return;let p=`<path d="${Pd}" stroke="${n.paper}" stroke-width="2"/><circle r="${Ld}"/>`,m=`<g fill="${n.ink}">${p}</g>`,x=yo(d,t.anchors.length),f=`<text y="-18" text-anchor="middle" font-weight="700" fill="${n.paper}">${x}</text>`,_=d>0&&d<t.anchors.length-1?Id(t.anchors.length):1;o.push(r(i.place(u),_<1?`<g transform="scale(${_})">${m}${f}</g>`:m+f))}),a&&l!==null&&a.positions.length>1&&o.push(r(oc(a.positions,l),Hd(`<circle r="9" fill="${n.material}"`,n.ink,2.5,n.paper))),h&&o.push(r(h,Hd('<path d="M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0M-15 0H-4M4 0H15M0-15V-4M0 4V15" fill="none"',n.primary,2.5,n.paper))),o.join(`
`)}var Hd=(i,e,t,n)=>`${i} stroke="${n}" stroke-width="${t+3.5}"/>${i} stroke="${e}" stroke-width="${t}"/>`;function VT(i,e){let{colouring:t}=i,n=[];if(t.kind==="number"){let s=i.data.labels.find(h=>h.name===i.colour)?.title??i.colour,r=_o(e.dark).map((h,u)=>`<stop offset="${u/8}" stop-color="${h}"/>`),[o,a]=[ni(t.low),ni(t.high)],l=xc(s,e,600)+8,c=l+xc(o,e)+10;n.push({width:c+170+xc(a,e),svg:[`<defs><linearGradient id="nx-map-scale">${r.join("")}</linearGradient></defs>`,`<text font-weight="600">${Vd(s)}</text><text x="${l}">${o}</text>`,`<rect x="${c}" y="-9" width="140" height="8" rx="4" fill="url(#nx-map-scale)"/>`,`<text x="${c+150}">${a}</text>`].join("")})}else for(let s of t.groups)n.push(Nx(s.title,s.count,s.colour,i.colour==="split"&&/held/i.test(s.title),e));if(i.colour!=="split")for(let s of Od(i.data))n.push(Nx(s.title,s.count,e.faint,s.ring,e));return n}function Nx(i,e,t,n,s){let r=n?`<circle cx="6" cy="-5" r="4" fill="none" stroke="${t}" stroke-width="2"/>`:`<circle cx="6" cy="-5" r="5" fill="${t}"/>`,o=`${i} ${Hn(e)}`;return{width:16+xc(o,s)+18,svg:`${r}<text x="16">${Vd(i)} <tspan fill="${s.faint}">${Hn(e)}</tspan></text>`}}function GT(i,e){let t=12,n=Ix-8;return{svg:i.map(r=>{t>12&&t+r.width>e-12&&(t=12,n+=Ix);let o=`<g transform="translate(${t.toFixed(1)} ${n})">${r.svg}</g>`;return t+=r.width,o}).join(""),height:i.length>0?n+14:0}}function xc(i,e,t=400){let n=document.createElement("canvas").getContext("2d");return n.font=`${t} ${kx}px ${e.font}`,n.measureText(i).width}var Vd=i=>i.replace(/&/g,"&amp;").replace(/</g,"&lt;").replace(/>/g,"&gt;").replace(/"/g,"&quot;");async function Fx(i,e){let t=URL.createObjectURL(new Blob([i],{type:"image/svg+xml"}));try{let n=new Image;n.src=t,await n.decode();let s=document.createElement("canvas");return s.width=Math.round(n.naturalWidth*e),s.height=Math.round(n.naturalHeight*e),s.getContext("2d").drawImage(n,0,0,s.width,s.height),await new Promise((r,o)=>s.toBlob(a=>a?r(a):o(new Error("The picture of the map could not be made."))))}finally{URL.revokeObjectURL(t)}}var Ux={mouse:4,other:9},Bx=.0016,zx=16,WT=180,vc=class{constructor(e,t){this.stage=e;this.hands=t;let n={signal:this.off.signal};e.addEventListener("pointerdown",s=>this.down(s),n),e.addEventListener("pointermove",s=>this.move(s),n),e.addEventListener("pointerup",s=>this.up(s),n),e.addEventListener("pointercancel",s=>this.cancel(s),n),e.addEventListener("pointerleave",()=>this.doing||this.hands.leave(),n),e.addEventListener("touchmove",s=>s.cancelable&&this.keeps(s)&&s.preventDefault(),{...n,passive:!1}),e.addEventListener("wheel",s=>this.wheel(s),{...n,passive:!1}),e.addEventListener("contextmenu",s=>this.doing&&s.preventDefault(),n)}stage;hands;fingers=new Map;doing=null;start={x:0,y:0};wheelTimer=0;off=new AbortController;adopt(e){e.button!==0||this.doing||(this.take(e),this.doing={what:"drag",marker:{kind:"dock"},dx:0,dy:0,begun:!1})}get busy(){return this.doing!==null}dispose(){clearTimeout(this.wheelTimer),this.off.abort()}take(e){let t=this.at(e);return this.fingers.set(e.pointerId,t),this.start=t,this.stage.setPointerCapture(e.pointerId),t}down(e){if(e.button!==0||e.target instanceof Element&&e.target.closest("button")||this.fingers.size>=2)return;if(this.fingers.size===1){if(this.doing?.what==="drag")return;this.doing?.what==="lasso"&&this.hands.lasso(0,0,"cancel"),this.fingers.set(e.pointerId,this.at(e)),this.stage.setPointerCapture(e.pointerId),this.doing={what:"pinch"};return}let t=this.take(e),n=bo(e.target);if(n){let s=this.offset(e.target,t);this.doing={what:"drag",marker:n,...s,begun:!1},e.target.closest("[data-marker]")?.focus({preventScroll:!0})}else e.altKey&&this.hands.empty(t.x,t.y)?(this.doing={what:"drag",marker:{kind:"probe"},dx:0,dy:0,begun:!0},this.hands.drag(this.doing.marker,t.x,t.y,"start")):this.hands.lassoing()?(this.doing={what:"lasso"},this.hands.lasso(t.x,t.y,"start")):this.doing={what:"press"};!n&&e.pointerType!=="touch"&&this.focus(),e.preventDefault()}move(e){let t=this.fingers.get(e.pointerId),n=this.at(e);if(!t){!this.doing&&e.pointerType!=="touch"&&this.hover(e,n);return}let{doing:s}=this;if(s?.what==="pinch")return this.pinch(e.pointerId,n);if(this.fingers.set(e.pointerId,n),!s)return;let r=e.pointerType==="mouse"?Ux.mouse:Ux.other,o=Math.hypot(n.x-this.start.x,n.y-this.start.y)>r;s.what==="press"&&o&&this.scrolls(e,n)?this.doing={what:"swipe"}:s.what==="press"&&o?(this.doing={what:"pan"},this.hands.leave(),this.hands.pan(n.x-this.start.x,n.y-this.start.y)):s.what==="pan"?this.hands.pan(n.x-t.x,n.y-t.y):s.what==="lasso"?this.hands.lasso(n.x,n.y,"move"):s.what==="drag"&&(s.begun||o)&&(this.hands.drag(s.marker,n.x-s.dx,n.y-s.dy,s.begun?"move":"start"),s.begun=!0)}hover(e,t){!(e.target instanceof Element&&e.target.closest("button, [data-marker]"))?this.hands.hover(t.x,t.y):this.hands.leave()}pinch(e,t){let n=[...this.fingers].find(([o])=>o!==e)?.[1],s=this.fingers.get(e);if(this.fingers.set(e,t),!n)return;let r=o=>Math.max(Math.hypot(o.x-n.x,o.y-n.y),1);this.hands.pan((t.x-s.x)/2,(t.y-s.y)/2),this.hands.zoom(r(t)/r(s),(t.x+n.x)/2,(t.y+n.y)/2)}up(e){if(!this.fingers.delete(e.pointerId))return;let{doing:t}=this,n=this.at(e);if(t?.what==="pinch"&&this.fingers.size>0){this.start=[...this.fingers.values()][0],this.doing={what:"pan"};return}this.doing=null,t?.what==="press"&&(e.pointerType==="touch"&&this.focus(),this.hands.tap(n.x,n.y,e)),t?.what==="swipe"?this.hands.scrolled():t?.what==="pan"||t?.what==="pinch"?this.hands.rest():t?.what==="lasso"?this.hands.lasso(n.x,n.y,"end"):t?.what==="drag"&&t.begun?this.hands.drag(t.marker,n.x-t.dx,n.y-t.dy,"end"):t?.what==="drag"&&t.marker.kind==="dock"&&this.hands.dockTap()}cancel(e){this.fingers.delete(e.pointerId)&&(e.pointerType==="touch"&&(this.doing?.what==="press"||this.doing?.what==="swipe")&&this.hands.scrolled(),this.stop())}focus(){this.stage.focus({preventScroll:!0})}scrolls(e,t){return e.pointerType!=="touch"||this.hands.held()?!1:Math.abs(t.y-this.start.y)>Math.abs(t.x-this.start.x)}keeps(e){return e.touches.length>1||this.doing?.what==="drag"||this.doing?.what==="lasso"}stop(){let{doing:e}=this;this.doing=null,this.fingers.clear(),e?.what==="lasso"&&this.hands.lasso(0,0,"cancel"),e?.what==="drag"&&e.begun&&this.hands.drag(e.marker,0,0,"cancel"),(e?.what==="pan"||e?.what==="pinch")&&this.hands.rest()}wheel(e){e.preventDefault();let t=e.deltaY*(e.deltaMode===1?zx:e.deltaMode===2?20*zx:1),n=e.ctrlKey?6*Bx:Bx,s=this.at(e);this.hands.zoom(Math.exp(-Math.max(-400,Math.min(400,t))*n),s.x,s.y),clearTimeout(this.wheelTimer),this.wheelTimer=window.setTimeout(()=>this.hands.rest(),WT)}at(e){let t=this.stage.getBoundingClientRect();return{x:e.clientX-t.left,y:e.clientY-t.top}}offset(e,t){let n=e.closest("[data-marker]")?.transform.baseVal.consolidate()?.matrix;return n?{dx:t.x-n.e,dy:t.y-n.f}:{dx:0,dy:0}}};var Hx=["values","groups"],Vx="Computing the terrain …",$T=200,yc="#8b939c",_c=class{constructor(e,t,n,s,r){this.theme=e;this.words=t;this.changed=n;this.say=s;this.chosen=r;let o=a=>{let l=ye("button",{type:"button",class:"nx-map-ground"},t[a]);return l.addEventListener("click",()=>this.chosen(a)),l};this.buttons={values:o("values"),groups:o("groups")},this.choice.append(...Hx.map(a=>this.buttons[a])),this.element.append(this.title,this.choice,this.key,this.progress)}theme;words;changed;say;chosen;element=ye("div",{class:"nx-map-terrain",hidden:!0,role:"group","aria-label":"Terrain"});title=ye("span",{class:"nx-map-scale-title"},"Terrain");choice=ye("span",{class:"nx-map-grounds",role:"group","aria-label":"Terrain by"});key=ye("span",{class:"nx-map-terrain-key"});progress=ye("span",{class:"nx-map-faint nx-map-terrain-progress"});buttons;shown="values";isOn=!1;terrain=null;drawnAt=Number.NEGATIVE_INFINITY;data=null;get on(){return this.isOn}get ground(){return this.shown}setSpace(e){this.data=e,this.choice.hidden=this.words.names(e.about).length<2,this.choice.hidden&&(this.shown="values"),this.draw()}setTheme(e){this.theme=e,this.draw()}show(e){e!==null&&(this.shown=this.choice.hidden&&this.data!==null?"values":e);let t=e!==null;t!==this.isOn&&(this.isOn=t,this.terrain=null,this.element.hidden=!t,t&&this.say(Vx)),this.draw()}set(e){if(!this.isOn)return;let t=this.terrain?.done??0;this.terrain=e,(e.done>=1||performance.now()-this.drawnAt>$T)&&this.draw();let[n,s]=[mc(e),this.scaleFor(e)];e.done>=1&&t<1&&n&&this.say(`Terrain complete: ${this.words.values.toLowerCase()} from ${this.spoken({low:n.low,high:Math.min(n.high,s.high)})}`)}draw(){let{terrain:e,theme:t}=this;for(let s of Hx)this.buttons[s].setAttribute("aria-pressed",String(s===this.shown));if(!this.isOn)return this.changed(null);if(this.progress.textContent=e===null?Vx:e.done<1?`${Math.floor(100*e.done)} % computed`:"",this.key.replaceChildren(...e?this.keyOf(e):[]),!e)return this.changed(null);this.drawnAt=performance.now();let n=this.shown==="values"?Sx(e,t.dark,this.scaleFor(e)):Tx(e,this.colours().map(ji));this.changed({canvas:XT(n),box:e.box})}keyOf(e){if(this.shown==="groups"){let[c,h]=[this.colours(),this.names()];return Ud(e).map(u=>{let d=ye("span",{class:"nx-map-swatch"});return d.style.color=c[u]??yc,ye("span",{class:"nx-map-terrain-arch"},d,h[u]??"")})}let[t,n]=[mc(e),this.scaleFor(e)];if(!t)return[];let s=t.low<n.low-.5?"≤ ":"",r=ye("span",{class:"nx-map-bar nx-map-terrain-bar"});r.style.background=`linear-gradient(90deg, ${_o(this.theme.dark).join(", ")})`;let{help:o,unit:a}=this.words;return[ye("span",{class:"nx-map-terrain-scale",role:"img","aria-label":`From ${this.spoken(n)}: ${o}`,title:Tn(o)},ye("span",{},s+bc(n.low)),r,ye("span",{},`${bc(n.high)} ${a}`.trim()))]}scaleFor(e){let t=this.data&&this.words.scale(this.data.about);return wx(e,this.data?.labels.find(n=>n.name===t))}names(){return this.data?this.words.names(this.data.about):[]}spoken({low:e,high:t}){return`${bc(e)} to ${bc(t)} ${this.words.spokenUnit}`.trim()}colours(){let{data:e,theme:t}=this,n=this.names(),s=e?.labels.find(({name:l})=>l===this.words.label);if(!s||!("categories"in s))return n.map((l,c)=>t.categorical[c]??yc);let r=ur(s,t.categorical,yc),o=r.kind==="category"?r.groups:[],a=t.categorical.slice(o.length);return n.map(l=>o.find(({categories:c})=>c.includes(l))?.colour??a.shift()??yc)}};function XT({width:i,height:e,data:t}){let n=ye("canvas",{width:i,height:e});return n.getContext("2d").putImageData(new ImageData(t,i,e),0,0),n}function bc(i){return Math.abs(i)>10?i.toFixed(1):i.toFixed(2)}var $x={ArrowLeft:"left",ArrowRight:"right",ArrowUp:"up",ArrowDown:"down"},qT=.01,YT=.1,KT=8,jT=40,Gx=1.5,Xx="Arrow keys go from network to network, Enter shows one, Shift and Enter adds it to the path, plus and minus zoom, 0 shows all.";function qx(i,e){if(e.ctrlKey||e.metaKey||e.altKey)return!1;let t=bo(e.target),n=$x[e.key];if(t?.kind==="handle"){if(ZT(i,e,n))return!0}else if(t?.kind==="probe"&&n){let s=e.shiftKey?jT:KT;return i.nudgeFree(...eE(n,s)),!0}else if(t?.kind==="anchor"){let s=i.journey.anchors[t.index];if(s!==void 0&&e.key==="Enter")return Wx(i,s,!1);if(s!==void 0&&n){let r=i.model.grid.towards(s,n,i.model.accept);return r!==null&&i.moveAnchor(t.index,r),!0}}else{if(n)return JT(i,n),!0;if(e.key==="Enter"&&i.cursor!==null)return Wx(i,i.cursor,e.shiftKey)}return QT(i,e.key)}function Yx(i,e){let t=bo(e.target);t&&t.kind!=="anchor"&&(e.key in $x||e.key==="Home"||e.key==="End")&&i.release(t.kind)}function ZT(i,e,t){let{t:n}=i.journey;if(n===null)return!1;if(e.key==="Home"||e.key==="End")return i.moveHandle(e.key==="Home"?0:1,!0),!0;if(!t)return!1;let s=e.shiftKey?YT:qT,r=t==="right"||t==="up"?1:-1;return i.moveHandle(Math.round((n+r*s)*1e3)/1e3,!0),!0}function JT(i,e){let{model:t,scene:n,journey:s}=i,r=i.cursor??s.chosen;if(!t.has(r)||!t.accept(r)){let{view:a}=n,[l,c]=Vn(a,[a.width/2,a.height/2]),h=t.grid.nearest(l,c,1/0,t.accept);h!==null&&i.goTo(h);return}let o=t.grid.towards(r,e,t.accept);i.goTo(o??r)}function Wx(i,e,t){return i.events.pick(e,t),!0}function QT(i,e){if(e==="+"||e==="=")i.step(Gx);else if(e==="-")i.step(1/Gx);else if(e==="0")i.fit();else return!1;return!0}function eE(i,e){return{left:[-e,0],right:[e,0],up:[0,-e],down:[0,e]}[i]}var tE={left:[-1,0],right:[1,0],up:[0,1],down:[0,-1]},nE=2,Eo=class{constructor(e){this.positions=e;let t=e.length>>1;this.bounds=vo(e);let{x0:n,y0:s,x1:r,y1:o}=this.bounds,a=Math.max(r-n,1e-9),l=Math.max(o-s,1e-9);this.cell=Math.max(Math.sqrt(a*l/Math.max(t/2,1)),Math.max(a,l)/Math.max(t,8)),this.columns=Math.floor(a/this.cell)+1,this.rows=Math.floor(l/this.cell)+1,this.starts=new Uint32Array(this.columns*this.rows+1);for(let h=0;h<t;h++)this.starts[this.cellOf(h)+1]++;for(let h=0;h<this.columns*this.rows;h++)this.starts[h+1]+=this.starts[h];let c=this.starts.slice();this.members=new Uint32Array(t);for(let h=0;h<t;h++)this.members[c[this.cellOf(h)]++]=h}positions;bounds;cell;columns;rows;starts;members;nearest(e,t,n,s=()=>!0){let r=null,o=n*n;return this.visit(e-n,t-n,e+n,t+n,a=>{let l=this.positions[2*a]-e,c=this.positions[2*a+1]-t,h=l*l+c*c;h<=o&&s(a)&&(o=h,r=a)}),r}visit(e,t,n,s,r){let o=this.column(e),a=this.column(n),l=this.row(s);for(let c=this.row(t);c<=l;c++){let h=this.starts[c*this.columns+a+1];for(let u=this.starts[c*this.columns+o];u<h;u++)r(this.members[u])}}towards(e,t,n=()=>!0){let[s,r]=tE[t],o=this.positions[2*e],a=this.positions[2*e+1],l=null,c=1/0;for(let h=0;h<this.positions.length>>1;h++){let u=this.positions[2*h]-o,d=this.positions[2*h+1]-a,p=u*s+d*r,m=Math.abs(u*r-d*s);if(p<=0||m>p)continue;let x=p+nE*m;x<c&&h!==e&&n(h)&&(c=x,l=h)}return l}cellOf(e){return this.row(this.positions[2*e+1])*this.columns+this.column(this.positions[2*e])}column(e){return Math.min(this.columns-1,Math.max(0,Math.floor((e-this.bounds.x0)/this.cell)))}row(e){return Math.min(this.rows-1,Math.max(0,Math.floor((e-this.bounds.y0)/this.cell)))}};var iE=225,sE=34,Ao=4;function Kx(i){let e=i.labels.find(s=>s.name==="split"),t=new Uint8Array(i.count);if(!e||!en(e))return t;let n=e.categories.map(s=>/held/i.test(s));for(let s=0;s<i.count;s++)n[e.codes[s]]&&(t[s]=1);return t}function jx(i,e,t,n,s,r){let o={colours:e.slice(),marks:new Uint8Array(i.count),order:new Uint32Array},a=new Uint8Array(i.count);for(let c of r)c>=0&&c<i.count&&(a[c]=1);let l=new Uint8Array(i.count).fill(Ao);for(let c=0;c<i.count;c++){let h=s!==null&&!s[c]||r.length>0&&!a[c];o.colours[4*c+3]=h?sE:iE,o.marks[c]=(t[c]?1:0)|(a[c]?2:0),n[c]&&(l[c]=h?0:a[c]?3:t[c]?2:1)}return o.order=rE(l),o}function rE(i){let e=new Uint32Array(Ao+2);for(let n of i)e[n+1]+=1;for(let n=0;n<=Ao;n++)e[n+1]+=e[n];let t=new Uint32Array(e[Ao]);for(let n=0;n<i.length;n++)i[n]!==Ao&&(t[e[i[n]]++]=n);return t}function Zx(i,e,t){let n="values"in i?i.values.length:i.codes.length,s=new Uint8Array(4*n).fill(255),r=ji(t.faint);if(e.kind==="category"&&!("values"in i)){let o=e.groups.map(a=>ji(a.colour));for(let a=0;a<n;a++)s.set(o[e.groupOf[i.codes[a]]]??r,4*a)}else if(e.kind==="number"&&"values"in i){let o=Array.from({length:256},(a,l)=>dr(l/255,t.dark));for(let a=0;a<n;a++){let l=rx(i.values[a],e.low,e.high);s.set(Number.isFinite(l)?o[Math.round(255*l)]:r,4*a)}}return s}function Jx(i,e,t){let n=Math.min(4,3.3*(1500/Math.max(i,300))**.16),s=Math.min(1.25,Math.max(.55,(t/500)**.5));return Math.min(7,Math.max(1.6,n*s*Math.max(e,.2)**.3))}var Qx={space:"",count:0,positions:new Float32Array,names:[],about:{},labels:[]},wc=class{constructor(e){this.theme=e}theme;data=Qx;grid=new Eo(Qx.positions);colour="";colouring={kind:"number",low:0,high:0};hidden=[];query="";selection=[];held=new Uint8Array;visible=new Uint8Array;sought=null;painted=new Uint8Array;kept=new Map;setSpace(e){this.data=e,this.grid=new Eo(e.positions),this.held=Kx(e),this.selection=this.selection.filter(t=>t<e.count),this.setHidden(this.hidden),this.setSearch(this.query),this.setColour(this.colour)}setKept(e){this.kept=new Map(e.flatMap(t=>t.id===null?[]:[[t.id,t]]))}keptNear(e,t,n){let[s,r]=[null,n];for(let{id:o,position:a}of this.kept.values()){let l=Math.hypot(a[0]-e,a[1]-t);l<=r&&([s,r]=[o,l])}return s}setTheme(e){this.theme=e,this.setColour(this.colour)}setColour(e){let t=this.data.labels.find(n=>n.name===e)??this.data.labels[0];this.colour=t?.name??e,this.painted=new Uint8Array(4*this.data.count).fill(128),t&&(this.colouring=ur(t,this.theme.categorical,this.theme.faint),this.painted=Zx(t,this.colouring,this.theme))}setHidden(e){this.hidden=this.data.count>0?ox(this.data,e):[...e],this.visible=ax(this.data,this.hidden)}setSearch(e){this.query=e,this.sought=Dd(this.data,e)}look(){return jx(this.data,this.painted,this.held,this.visible,this.sought,this.selection)}get shown(){return this.visible.reduce((e,t)=>e+t,0)}matches(){let{sought:e}=this;if(!e)return null;let t=[];for(let n=0;n<e.length;n++)e[n]&&this.visible[n]&&t.push(n);return t}whyNothing(){return this.matches()?.length===0?fx(this.data,this.query):""}accept=e=>this.visible[e]===1;has(e){return e!==null&&(Number.isInteger(e)&&e>=0&&e<this.data.count||this.kept.has(e))}place(e){let t=this.kept.get(e);return t?t.position:[this.data.positions[2*e],this.data.positions[2*e+1]]}name(e){return this.kept.get(e)?.name??this.data.names[e]??`network ${e}`}facts(e){return this.kept.has(e)?[["Kept","with the space"]]:[...new Set([this.colour,"split"])].flatMap(n=>{let s=this.data.labels.find(o=>o.name===n);if(!s)return[];let r=en(s)?s.categories[s.codes[e]]??"":ni(s.values[e]);return[[s.title,r]]})}};var oE=1e3,aE=4e3,lE=36,cE=12,hE=62,uE=250,dE=1500,Mc=class{constructor(e,t,n){this.model=e;this.scene=t;this.need=n}model;scene;need;urls=new Map;asked=new Map;of(e){let t=this.urls.get(e)??null,n=[e],s=lE/Et(this.scene.view),[r,o]=this.model.place(e);this.model.grid.visit(r-s,o-s,r+s,o+s,c=>{c!==e&&this.model.accept(c)&&n.push(c)});let a=performance.now(),l=n.filter(c=>!this.urls.has(c)&&a-(this.asked.get(c)??-1/0)>aE).slice(0,cE);for(let c of l)this.asked.set(c,a);return l.length>0&&this.need(l),t}set(e,t){this.urls.set(e,t),this.asked.delete(e),this.urls.size>oE&&this.urls.delete(this.urls.keys().next().value)}clear(){this.urls.clear(),this.asked.clear()}},Sc=class{constructor(e,t){this.scene=e;this.need=t}scene;need;timer=0;oldTimer=0;last="";get on(){return this.scene.sheet}set(e){this.scene.sheet=e,this.stop(),e?this.ask():this.scene.tiles.clear(),this.scene.invalidate()}refresh(){this.scene.tiles.clear(),this.last="",this.on&&this.ask()}windowMoved(){this.on&&(clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.ask(),uE))}add(e){this.on&&(this.scene.tiles.add(e),clearTimeout(this.oldTimer),this.oldTimer=window.setTimeout(()=>this.scene.tiles.dropOthers(),dE))}stop(){clearTimeout(this.timer),clearTimeout(this.oldTimer),this.last=""}ask(){let{columns:e,box:t}=Px(this.scene.view,hE),n=`${e} ${t.join(" ")}`;n!==this.last&&(this.last=n,this.need(e,t))}};var Tc=class{context;positions=new Float32Array;colours=new Uint8Array;marks=new Uint8Array;order=new Uint32Array;constructor(e){let t=e.getContext("2d");if(!t)throw new Error("The browser draws no map.");this.context=t}setPositions(e){this.positions=Float32Array.from(e),this.setLook(new Uint8Array,new Uint8Array,new Uint32Array)}setLook(e,t,n){this.colours=Uint8Array.from(e),this.marks=Uint8Array.from(t),this.order=Uint32Array.from(n)}draw(e,t,n){let{context:s}=this;s.setTransform(n,0,0,n,0,0),s.clearRect(0,0,e.width,e.height);let[r,o]=[Gd(t.paper),Gd(t.ink)];for(let a of this.order){let[l,c]=bt(e,[this.positions[2*a],this.positions[2*a+1]]),[h,u,d,p]=this.colours.subarray(4*a,4*a+4),m=Gd([h,u,d]),[x,f]=[(this.marks[a]&1)!==0,(this.marks[a]&2)!==0],g=t.radius*(x?1.2:1);s.globalAlpha=p/255*t.faintness,s.beginPath(),s.arc(l,c,g,0,2*Math.PI),s.fillStyle=x?r:m,s.fill(),s.lineWidth=f?.9:.6,s.strokeStyle=f?o:r,s.stroke(),x&&(s.beginPath(),s.arc(l,c,g-.9,0,2*Math.PI),s.lineWidth=1.75,s.strokeStyle=m,s.stroke())}s.globalAlpha=1}dispose(){}};function Gd([i,e,t]){return`rgb(${i} ${e} ${t})`}var pE=2,fE=320,mE=250,yi=.25,gE=.35,ev={full:34,compact:14},Ec=class{constructor(e,t){this.theme=e;this.moved=t;let n=wo.contextOf(this.pointsCanvas);this.points=n?new wo(this.pointsCanvas,n,()=>this.invalidate()):new Tc(this.pointsCanvas),this.tiles=new gc(this.tilesCanvas,()=>this.invalidate()),this.stage.append(this.layers,this.overlay.element)}theme;moved;stage=ye("div",{class:"nx-map-stage",role:"application",tabindex:0});overlay=new cc;tiles;drawn=0;compact=!1;sheet=!1;ground=null;pointsCanvas=ye("canvas",{class:"nx-map-canvas","aria-hidden":"true"});tilesCanvas=ye("canvas",{class:"nx-map-canvas","aria-hidden":"true"});terrainCanvas=ye("canvas",{class:"nx-map-canvas","aria-hidden":"true"});layers=ye("div",{class:"nx-map-layers"},this.terrainCanvas,this.pointsCanvas,this.tilesCanvas);points;window={x:0,y:0,half:1};size={width:1,height:1,ratio:1};bounds=vo(new Float32Array);positions=new Float32Array;corner={right:0,below:0};known=null;count=0;fits=!0;frame=0;stale=!0;painted=null;restTimer=0;flight=null;get view(){return{...this.window,width:this.size.width,height:this.size.height}}get target(){return this.flight?.to??this.window}get closeness(){return this.whole().half/this.window.half}get radius(){return Jx(this.count,this.closeness,Math.min(this.size.width,this.size.height))}get faintness(){return this.sheet&&this.tiles.count>0?gE:1}setPositions(e){this.bounds=vo(e),this.positions=e,this.count=e.length>>1,this.points.setPositions(e),this.fits&&(this.window=this.whole()),this.invalidate()}setLook(e){this.points.setLook(e.colours,e.marks,e.order),this.invalidate()}setGround(e){e!==this.ground&&(this.ground=e,this.invalidate())}setTheme(e){this.theme=e,this.invalidate()}setWindow(e){this.flight=null,this.fits=!1,this.window=ex(e,this.whole(),this.bounds),this.request()}fit(){let e=this.whole();return this.fly(e),this.fits=!0,e}fly(e){if(matchMedia("(prefers-reduced-motion: reduce)").matches)return this.setWindow(e);this.fits=!1,this.flight={from:this.window,to:e,begun:performance.now()},this.request()}resize(){let{clientWidth:e,clientHeight:t}=this.stage;if(e===0||t===0)return;let n=Math.min(devicePixelRatio||1,pE),{size:s}=this;if(!(s.width===e&&s.height===t&&s.ratio===n)){this.size={width:e,height:t,ratio:n},Object.assign(this.layers.style,{left:`${-yi*e}px`,top:`${-yi*t}px`,width:`${(1+2*yi)*e}px`,height:`${(1+2*yi)*t}px`});for(let r of[this.terrainCanvas,this.pointsCanvas,this.tilesCanvas])r.width=Math.round(e*(1+2*yi)*n),r.height=Math.round(t*(1+2*yi)*n);this.fits&&(this.flight=null,this.window=this.whole()),this.stale=!0,this.draw()}}invalidate(){this.stale=!0,this.request()}request(){this.frame===0&&(this.frame=requestAnimationFrame(()=>this.draw()))}dispose(){cancelAnimationFrame(this.frame),clearTimeout(this.restTimer),this.frame=-1,this.points.dispose()}whole(){let{bounds:e,compact:t,size:n,corner:s}=this,r=this.known;if(r?.bounds===e&&r.compact===t&&r.size===n&&r.corner===s)return r.whole;let{width:o,height:a}=n,l=t?ev.compact:ev.full,c=Ed(e,o,a,l);return!t&&tx(this.positions,{...c,width:o,height:a},s.right,s.below)&&(c=Ed(e,o,a,l,Math.max(0,s.right-l/2))),this.known={bounds:e,compact:t,size:n,corner:s,whole:c},c}setCorner(e,t){this.corner.right===e&&this.corner.below===t||(this.corner={right:e,below:t},this.fits&&(this.window=this.whole(),this.invalidate()))}draw(){cancelAnimationFrame(this.frame),this.frame=0,this.advance(),this.moved(),(this.stale||!this.slide())&&this.paint(),this.overlay.render(this.view,this.compact?.85:1),this.drawn++,this.flight&&this.request()}paint(){let{theme:e,size:t}=this,n=1+2*yi,s={...this.window,half:this.window.half*n,width:t.width*n,height:t.height*n},[r,o]=[ji(e.paper),ji(e.ink)];this.points.draw(s,{radius:this.radius,paper:r,ink:o,faintness:this.faintness},t.ratio),this.terrainCanvas.style.display=this.ground?"":"none",this.ground&&Ex(this.terrainCanvas,this.ground.canvas,this.ground.box,s,t.ratio);let a=this.tiles.count>0;this.tilesCanvas.style.display=a?"":"none",a&&this.tiles.draw(s,t.ratio,e.paper,e.faint),this.layers.style.transform="",this.painted=this.window,this.stale=!1}slide(){let{painted:e,window:t,size:n}=this;if(!e||e.half!==t.half)return!1;let[s,r]=bt(this.view,[e.x,e.y]),[o,a]=[s-n.width/2,r-n.height/2];if(Math.abs(o)>yi*n.width||Math.abs(a)>yi*n.height)return!1;let l=c=>Math.round(c*n.ratio)/n.ratio;return this.layers.style.transform=`translate(${l(o)}px, ${l(a)}px)`,clearTimeout(this.restTimer),(o!==0||a!==0)&&(this.restTimer=window.setTimeout(()=>this.invalidate(),mE)),!0}advance(){if(!this.flight)return;let{from:e,to:t,begun:n}=this.flight,s=Math.min(1,(performance.now()-n)/fE);this.window=nx(e,t,1-(1-s)**3),s===1&&(this.flight=null)}};var Ac=class{constructor(e,t){this.words=e;this.colour.addEventListener("change",()=>t.colour(this.colour.value)),this.search.addEventListener("input",()=>t.search(this.search.value)),this.search.addEventListener("keydown",o=>{o.key==="Enter"&&t.next(),o.key==="Escape"&&t.search(""),o.stopPropagation()}),this.select.addEventListener("click",()=>t.selectMatches()),this.select.title="Select the networks found",this.lasso=zn("Lasso: draw around networks to select them",Rn.lasso,["Lasso","Lasso"],()=>t.lasso(this.lasso.getAttribute("aria-pressed")!=="true")),this.sheet=zn("Contact sheet: pictures of what lives where",Rn.sheet,["Contact sheet","Sheet"],()=>t.sheet(this.sheet.getAttribute("aria-pressed")!=="true")),this.terrain=zn("Terrain: colour the map by what is decoded at every place",Rn.terrain,["Terrain","Terrain"],()=>t.terrain(this.terrain.getAttribute("aria-pressed")!=="true")),this.terrain.hidden=e.terrain===null;let n=zn("Probe any place: drag this onto the map",Rn.probe,["Probe any place","Probe"],o=>{o.detail===0&&t.dockKey()});n.classList.add("nx-map-dock"),n.addEventListener("pointerdown",o=>t.dock(o));let s=ye("div",{class:"nx-map-search"},_d(Rn.search),this.search,this.matches,this.select,this.why),r=ye("label",{class:"nx-map-colour"},ye("span",{},"Colour"),this.colour);this.element.append(r,s,ye("div",{class:"nx-map-buttons"},this.lasso,this.sheet,this.terrain,n)),this.setLasso(!1),this.setSheet(!1),this.setTerrain(!1)}words;element=ye("div",{class:"nx-map-tools",role:"toolbar","aria-label":"Map tools"});colour=ye("select",{class:"nx-map-select","aria-label":"Colour by"});search=ye("input",{type:"search",class:"nx-map-search-text","aria-label":"Search networks by id or label. Enter goes to the next match",placeholder:"Search",autocomplete:"off",spellcheck:"false"});matches=ye("span",{class:"nx-map-matches","aria-live":"polite"});why=ye("div",{class:"nx-map-why",role:"status",hidden:!0});examples=[];select=ye("button",{type:"button",class:"nx-map-all",hidden:!0},"Select");lasso;sheet;terrain;setSpace(e){this.examples=ux(e),this.search.title=`For example: ${this.examples.join(", ")}`,this.fit();let{terrain:t}=this.words;this.terrain.hidden=t===null||t.known?.(e.about)===!1,this.colour.replaceChildren(...e.labels.map(n=>ye("option",{value:n.name},n.title)))}fit(){let e=getComputedStyle(this.search),t=document.createElement("canvas").getContext("2d");t.font=`${e.fontSize} ${e.fontFamily}`;let n="Search";for(let s=1;s<=this.examples.length;s++){let r=`Search: ${this.examples.slice(0,s).join(", ")}`;if(t.measureText(r).width>this.search.clientWidth)break;n=r}this.search.placeholder=n}setTerrain(e){this.terrain.setAttribute("aria-pressed",String(e))}setColour(e){this.colour.value=e}setSearch(e,t,n){this.search.value!==e&&(this.search.value=e),this.matches.textContent=t===null?"":t===0?"none":`${Hn(t)} found`,this.select.hidden=!t,this.why.textContent=n,this.why.hidden=n===""}setLasso(e){this.lasso.setAttribute("aria-pressed",String(e))}setSheet(e){this.sheet.setAttribute("aria-pressed",String(e))}};var tv=16,xE=2,nv=1.5,vE={dark:!1,ink:"#1c2430",faint:"#5f6a78",paper:"#ffffff",panel:"#f3f5f7",line:"#d9dee5",primary:"#0b7a69",material:"#dda673",otherMaterial:"#93a9bd",font:"sans-serif",categorical:[]},Cc=class{constructor(e,t,n,s){this.words=t;this.events=n;this.still=s;this.model=new wc(this.theme),this.scene=new Ec(this.theme,()=>this.control.placeCard()),s&&this.scene.stage.prepend(s),this.thumbnails=new Mc(this.model,this.scene,c=>n.needThumbnails(c)),this.sheet=new Sc(this.scene,(c,h)=>n.needSheet(c,h));let r={...vx(n),windowChanged:c=>{this.sheet.windowMoved(),n.windowChanged(c)}},o=c=>this.speech.textContent=c;this.control=new pc(this.model,this.scene,r,this.card,this.thumbnails,()=>this.restyle(),o,()=>this.hold.hint());let{terrain:a}=t;this.ground=a&&new _c(this.theme,a,c=>this.scene.setGround(c),o,c=>this.events.terrain(c)),this.gestures=new vc(this.scene.stage,this.control),this.tools=this.makeTools(),this.legend=new fc(c=>{this.setHidden(c),n.hidden(this.model.hidden)}),this.hold=new ac(this.scene.stage),this.zoom=this.makeZoom(),this.scene.stage.append(this.card.element,this.zoom,this.hold.said);let l=[this.ground?.element,this.legend.element,this.speech].filter(c=>c!==void 0);this.element.append(this.tools.element,this.scene.stage,...l),e.append(this.element),this.listen(),this.sizes=new ResizeObserver(()=>this.resize()),this.sizes.observe(this.scene.stage),this.resize()}words;events;still;element=ye("div",{class:"nx-map"});model;scene;card=new rc;tools;legend;thumbnails;sheet;control;gestures;hold;speech=ye("div",{class:"nx-map-unseen","aria-live":"polite"});ground;sizes;zoom;theme=vE;kept=[];setSpace(e){this.still?.remove(),this.still=null,this.control.leave(),this.control.cursor=null,this.model.setSpace(e),this.scene.setPositions(e.positions),this.thumbnails.clear(),this.tools.setSpace(e),this.ground?.setSpace(e),this.scene.stage.setAttribute("aria-label",`Map of ${Hn(e.count)} networks. ${Xx}`),this.restyle(),this.control.showJourney(),this.sheet.refresh()}setTheme(e){let t=e.material!==this.theme.material;this.theme=e;for(let n of["ink","faint","paper","panel","line","primary","material","font"])this.element.style.setProperty(`--nx-map-${n}`,e[n]);this.element.style.colorScheme=e.dark?"dark":"light",this.model.setTheme(e),this.scene.setTheme(e),this.ground?.setTheme(e),this.restyle(),t&&(this.thumbnails.clear(),this.sheet.refresh())}setColour(e){this.model.setColour(e),this.restyle()}setHidden(e){this.model.setHidden(e),this.control.leave(),this.restyle()}setSearch(e){this.model.setSearch(e),this.restyle()}setChosen(e){this.control.journey.chosen=e,this.control.showJourney()}setAnchors(e){this.control.journey.anchors=[...e],this.control.showJourney()}setCourse(e){this.control.journey.course=e,this.control.showJourney()}setHandle(e){this.control.journey.t=e,this.scene.overlay.setHandle(e),this.scene.request()}setFree(e){this.control.journey.free=e&&[e.x,e.y],this.scene.overlay.setProbe(this.control.journey.free),this.scene.request()}setRun(e,t){this.scene.overlay.setRun(e,t),this.scene.request()}setSteered(e){this.scene.overlay.setSteered(e),this.scene.request()}setKept(e){e!==this.kept&&(this.kept=e,this.model.setKept(e),this.scene.overlay.setKept(e,t=>this.words.worth(t),(t,n)=>this.events.keptPicked(t,n)),this.restyle(),this.control.showJourney())}setSelection(e){this.control.showSelection(e),this.restyle()}setThumbnail(e,t){this.thumbnails.set(e,t),this.control.thumbnailCame(e,t)}setSheet(e){this.tools.setSheet(e),e!==this.sheet.on&&(this.sheet.set(e),this.restyle())}get terrain(){return this.ground?.on??!1}setTerrain(e){this.ground?.set(e)}setGround(e){this.ground&&(this.tools.setTerrain(e!==null),this.ground.show(e))}setTile(e){this.sheet.add(e)}setCompact(e){this.scene.compact=e,this.element.classList.toggle("nx-map-compact",e),this.setLasso(!1),this.control.leave(),this.resize(),this.scene.invalidate()}get window(){return{...this.scene.target}}set window(e){this.scene.setWindow(e),this.sheet.windowMoved()}fit(){this.scene.fit(),this.sheet.windowMoved()}get focused(){return this.control.cursor}get drawn(){return this.scene.drawn}svg(){return Ox(this.model,this.scene,this.control.journey,this.theme)}picture(){return Fx(this.svg(),xE)}pointOnScreen(e){let t=this.scene.stage.getBoundingClientRect(),[n,s]=bt(this.scene.view,this.model.place(e));return[t.left+n,t.top+s]}resize(){let{offsetWidth:e,offsetHeight:t}=this.zoom;this.scene.setCorner(e+tv,t+tv),this.scene.resize(),this.tools.fit(),this.sheet.windowMoved()}dispose(){this.sizes.disconnect(),this.gestures.dispose(),this.hold.dispose(),this.sheet.stop(),this.scene.dispose(),this.element.remove()}restyle(){let{model:e}=this;if(this.scene.setLook(e.look()),this.tools.setColour(e.colour),this.tools.setSearch(e.query,e.matches()?.length??null,e.whyNothing()),e.data.count===0)return;let{data:t,colour:n,colouring:s,hidden:r,shown:o}=e,a=this.kept.filter(c=>c.id!==null).length,l=this.kept.length-a;this.legend.render({data:t,colour:n,colouring:s,hidden:r,shown:o,theme:this.theme,kept:a,own:l,sheet:this.sheet.on})}setLasso(e){this.gestures.stop(),this.control.setLasso(e),this.tools.setLasso(e)}makeTools(){return new Ac(this.words,{colour:e=>{this.setColour(e),this.events.colour(e)},search:e=>{this.setSearch(e),this.events.search(e)},next:()=>this.control.nextMatch(),selectMatches:()=>this.control.select(this.model.matches()??[]),lasso:e=>this.setLasso(e),sheet:e=>{this.setSheet(e),e||this.events.sheetOff()},terrain:e=>this.events.terrain(e?this.ground?.ground??"values":null),dock:e=>this.gestures.adopt(e),dockKey:()=>this.control.dockTap()})}makeZoom(){return ye("div",{class:"nx-map-zoom",role:"group","aria-label":"Zoom"},zn("Zoom in",Rn.plus,null,()=>this.control.step(nv)),zn("Zoom out",Rn.minus,null,()=>this.control.step(1/nv)),zn("Show the whole map",Rn.fit,null,()=>this.control.fit()),this.hold.button)}listen(){let{stage:e}=this.scene;e.addEventListener("pointerdown",()=>e.classList.add("nx-map-by-hand"),{capture:!0}),e.addEventListener("keydown",t=>{e.classList.remove("nx-map-by-hand"),!(t.target instanceof Element&&t.target.closest("button"))&&(t.key==="Escape"?this.escape():qx(this.control,t))&&(t.preventDefault(),t.stopPropagation())}),e.addEventListener("keyup",t=>Yx(this.control,t)),e.addEventListener("blur",()=>{e.classList.remove("nx-map-by-hand"),this.scene.overlay.setRing("cursor",null),this.control.leave()}),this.tools.element.addEventListener("keydown",t=>{t.key==="Escape"&&this.escape()&&t.stopPropagation()})}escape(){if(this.control.lassoOn)this.setLasso(!1);else if(this.model.selection.length>0)this.control.select([]);else return!1;return!0}};function Rc(i,e,t){let n=Number(Math.min(Math.max(t,-100),100).toFixed(4)),s=i.filter(([r])=>r!==e);return n===0||s.length>=32?s:[...s,[e,n]]}function iv(i,e,t){let n=`${e}=${t}`,s=i.filter(([r])=>!r.startsWith(`${e}=`));return i.some(([r])=>r===n)?s:Rc(s,n,1)}function sv(i,e){return i.find(([t])=>t===e)?.[1]??0}function rv(i,e){let t=i.find(([n])=>n.startsWith(`${e}=`))?.[0];return t===void 0?null:t.slice(e.length+1)}function ov(i){return i.map(([e,t])=>`${e}:${t}`).join(",")}function av(i){let e=[];for(let t of i.slice(0,2e3).split(",")){let n=t.lastIndexOf(":"),[s,r]=[t.slice(0,n),Number(t.slice(n+1))];/^[\w-]{1,60}(=[^,:=]{1,60})?$/.test(s)&&t.slice(n+1)!==""&&Number.isFinite(r)&&(e=Rc(e,s,r))}return e}function lv(i,e){let t=i.map(([n,s])=>{let[r="",o]=n.split("=");if(o!==void 0)return`${e?.classes.find(l=>l.key===r)?.title.toLowerCase()??r}: ${o}`;let a=e?.labels.find(l=>l.key===r);return a?s>0?a.more:a.less:r.replaceAll("_"," ")});return t.length>3?`${t.slice(0,2).join(", ")} and ${t.length-2} more`:t.join(", ")}function Wd({r2:i},e){return i===null||i>=e}function cv({labels:i,least:e}){let t=i.filter(n=>!Wd(n,e)).map(n=>n.title);return t.length===0?"":`Not offered, as latents hardly tell it (held-out R² below ${e}): ${t.join(", ")}.`}function hv({low:i,high:e}){let t=.15*(e-i);return[i>=0?Math.max(i-t,0):i-t,e+t]}var Co=["zoo","straight","raw"],Wn=24,Xd=1e3,Dc=200,yE=1e6,bE=9999999,_E=/^([\w-]{4,12000}(~[0-9a-f]{1,64})?|\w{1,20}\/\d{0,9})$/,Pc=[.125,.25,.5,1,2,4],Gn={space:"",shown:"path",id:null,a:null,b:null,via:[],t:.4,path:"zoo",spline:!1,versus:null,colour:"",hidden:[],search:"",selection:[],sum:[],steer:[],point:null,called:"",place:null,window:null,camera:null,wireframe:!1,section:null,turntable:!1,insets:!0,sheet:!1,terrain:null,show:!1,play:!1,speed:1,loop:!1,tour:[]};function Nc(i,e=Number.POSITIVE_INFINITY){let t=Ic(i.path,Co)??Gn.path,n=Ic(i.versus,Co),s=wE(i),r=Lc(i.ids,e,Xd),o=Lc(i.sum,e,3),a=Ic(i.view,["network","path","place","mean","sum","point"])??Gn.shown,l=a==="point"&&_E.test(i.point??"")?i.point??null:null,h={network:!1,path:!1,place:!s,mean:r.length===0,sum:o.length<3,point:!l}[a];return{space:i.space??"",shown:h?Gn.shown:a,id:$d(i.id,e),a:$d(i.a,e),b:$d(i.b,e),via:Lc(i.via,e,Wn-2,!0),t:As(i.t,0,1)??Gn.t,path:t,spline:i.spline==="1",versus:n===t?null:n,colour:i.colour??"",hidden:(i.hide??"").split(",").filter(u=>u!==""),search:i.q??"",selection:r,sum:o.length===3?o:[],steer:av(i.steer??""),point:l,called:l===null?"":i.called??"",place:a==="place"?s:null,window:ME(i.map),camera:SE(i.cam),wireframe:i.wire==="1",section:As(i.section,-1,1),turntable:i.turn==="1",insets:i.insets!=="0",sheet:i.sheet==="1",terrain:Ic(i.terrain,["values","groups"]),show:i.show==="1",play:i.play==="1",speed:Yd(As(i.speed,0,1e3)??Gn.speed),loop:i.loop==="1",tour:Lc(i.tour,e,Dc,!0)}}function pr(i){let e={view:i.shown,t:Es(i.t),path:i.path},t=(n,s,r)=>{r&&(e[n]=s)};t("space",i.space,i.space!==""),t("colour",i.colour,i.colour!=="");for(let n of["id","a","b"])t(n,String(i[n]),i[n]!==null);return t("via",i.via.join(","),i.via.length>0),t("spline","1",i.spline),t("versus",i.versus??"",i.versus!==null),t("hide",i.hidden.join(","),i.hidden.length>0),t("q",i.search,i.search!==""),t("ids",i.selection.join(","),i.selection.length>0),t("sum",i.sum.join(","),i.shown==="sum"&&i.sum.length===3),i.shown==="point"&&i.point!==null&&Object.assign(e,{point:i.point,called:i.called}),t("steer",ov(i.steer),i.steer.length>0),i.place&&Object.assign(e,{x:Es(i.place.x),y:Es(i.place.y)}),i.window&&(e.map=[i.window.x,i.window.y,i.window.half].map(Es).join(",")),i.camera&&(e.cam=[i.camera.yaw,i.camera.pitch,i.camera.zoom].map(Es).join(",")),t("wire","1",i.wireframe),t("section",Es(i.section??0),i.section!==null),t("turn","1",i.turntable),t("insets","0",!i.insets),t("sheet","1",i.sheet),t("terrain",i.terrain??"",i.terrain!==null),t("show","1",i.show),t("play","1",i.play),t("speed",Es(i.speed),i.speed!==Gn.speed),t("loop","1",i.loop),t("tour",i.tour.join(","),i.tour.length>0),e}function qd(i){let e=i.steer.length>0?{versus:null,play:!1}:{},t=i.shown==="point"?{}:{point:null,called:""};return{...i,...e,...t,place:i.shown==="place"?i.place:null}}function uv(i,e,t){return qd({...i,shown:"point",point:e,called:t,versus:null,play:!1,steer:[]})}function _t(i){return[i.a,...i.via,i.b].filter(e=>e!==null)}function fr(i,e){let t=e.slice(0,Wn),n=t.length>1?t[t.length-1]??null:null;return{...i,a:t[0]??null,via:t.slice(1,-1),b:n}}function dv(i,e){if(i.a===null)return{...i,a:e};if(i.b===null)return{...i,b:e};let t=_t(i);return t.length>=Wn?i:fr(i,[...t,e])}function Yd(i,e=0){let t=s=>Math.abs(Math.log(s/Math.max(i,1e-6))),n=Pc.reduce((s,r,o)=>t(r)<t(Pc[s]??1)?o:s,0);return Pc[Math.min(Math.max(n+e,0),Pc.length-1)]??1}function As(i,e,t){if(i===void 0||i.trim()==="")return null;let n=Number(i);return Number.isFinite(n)?Math.min(Math.max(n,e),t):null}function mr(i){return i>=yE&&i<=bE}function $d(i,e){if(/^\d{7}$/.test(i??"")&&mr(Number(i)))return Number(i);let t=As(i,0,Math.max(Math.min(e,1e7)-1,0));return t===null?null:Math.round(t)}function Lc(i,e,t,n=!1){return(i??"").split(",").flatMap(r=>/^\d{1,7}$/.test(r)?[Number(r)]:[]).filter(r=>r<e||n&&mr(r)).slice(0,t)}function Ic(i,e){return e.find(t=>t===i)??null}function wE(i){let[e,t]=[As(i.x,-2,2),As(i.y,-2,2)];return e===null||t===null?null:{x:e,y:t}}function pv(i){let e=(i??"").split(",").map(r=>As(r,-9999,9999)),[t,n,s]=e;return e.length===3&&t!=null&&n!=null&&s!=null?[t,n,s]:null}function ME(i){let e=pv(i);return e&&e[2]>0?{x:e[0],y:e[1],half:Math.max(e[2],.001)}:null}function SE(i){let e=pv(i);return!e||e[2]<=0?null:{yaw:e[0],pitch:Math.min(Math.max(e[1],-90),90),zoom:e[2]}}function Es(i){return String(Number(i.toFixed(4)))}function fv(i,e,t=Wn){let n=(a,l)=>Math.hypot((e[2*a]??0)-(e[2*l]??0),(e[2*a+1]??0)-(e[2*l+1]??0)),s=TE(i,e);if(s===void 0)return[];let r=new Set(EE(i,s,n,t));r.delete(s);let o=[s];for(;r.size>0;){let a=o[o.length-1]??s,l=a,c=Number.POSITIVE_INFINITY;for(let h of r){let u=n(a,h);u<c&&([l,c]=[h,u])}o.push(l),r.delete(l)}return o}function Kd(i,e){return i.length<=e?[...i]:Array.from({length:e},(t,n)=>i[Math.floor(n*i.length/e)]??0)}function TE(i,e){let[t,n]=[0,0];for(let o of i)[t,n]=[t+(e[2*o]??0)/i.length,n+(e[2*o+1]??0)/i.length];let s,r=-1;for(let o of i){let a=Math.hypot((e[2*o]??0)-t,(e[2*o+1]??0)-n);a>r&&([s,r]=[o,a])}return s}function EE(i,e,t,n){if(i.length<=n)return[...i];let s=[e],r=i.map(o=>t(o,e));for(;s.length<n;){let o=0;r.forEach((l,c)=>{l>(r[o]??0)&&(o=c)});let a=i[o]??e;s.push(a),i.forEach((l,c)=>{r[c]=Math.min(r[c]??0,t(l,a))})}return s}var kc=class{constructor(e){this.control=e}control;look(e){this.control.change({shown:"network",id:e,play:!1})}pick(e,t){t?this.stopAt(e):this.look(e)}setEnd(e){let{view:t}=this.control;t.id===null?this.control.say("Click a network on the map first."):this.control.change({[e]:t.id,shown:"path",play:!1})}addStop(){let{view:e}=this.control;e.id===null?this.control.say("Click a network on the map first."):this.stopAt(e.id)}moveAnchor(e,t){let{view:n}=this.control,s=_t(n);if(e<0||e>=s.length)return;s[e]=t;let r=n.a===null?{a:null,b:t,via:[]}:fr(n,s);this.control.change({a:r.a,b:r.b,via:r.via,shown:"path",play:!1})}removeStop(){let{view:e}=this.control,[t,n]=[_t(e),this.control.stops()];if(t.length<3)return;let s=e.id===null?-1:e.via.indexOf(e.id);if(s<0){let r=o=>Math.abs((n[o+1]??(o+1)/(t.length-1))-e.t);s=e.via.reduce((o,a,l)=>r(l)<r(o)?l:o,0)}this.control.change({via:e.via.filter((r,o)=>o!==s),shown:"path",play:!1})}swap(){let{view:e}=this.control,t=Number((1-e.t).toFixed(4));this.control.change({a:e.b,b:e.a,via:[...e.via].reverse(),t,play:!1})}compare(){let{view:e}=this.control;e.versus&&e.shown==="path"?this.control.change({versus:null}):this.control.change({versus:e.versus??(e.path==="raw"?"zoo":"raw"),shown:"path"})}play(){let{view:e}=this.control;_t(e).length<2?this.control.say("Choose A and B first."):this.control.change({play:!e.play,shown:"path"})}step(e){let{view:t}=this.control;if(_t(t).length<2)return;let n=Number(Math.min(Math.max(t.t+e,0),1).toFixed(4));this.control.change({t:n,shown:"path",play:!1})}faster(e){this.control.change({speed:Yd(this.control.view.speed,e)})}save(){let{view:e}=this.control;e.id===null?this.control.say("Click a network on the map first."):e.tour.length>=Dc?this.control.say(`The list is full: ${Dc} networks.`):e.tour.includes(e.id)||this.control.change({tour:[...e.tour,e.id]})}next(e){let{view:t}=this.control;if(t.tour.length<2){this.control.say("The list has fewer than two networks. Outside show mode, “Save to list” adds the chosen one.");return}let n=t.tour.length,s=t.tour.indexOf(t.b??-1),r=s<0?1:(s+e+n)%n,o=s<0?0:s;this.control.change({a:t.tour[o]??null,b:t.tour[r]??null,via:[],t:0,shown:"path",play:!0})}pathThroughList(){let{view:e}=this.control,{a:t,b:n,via:s}=fr(e,Kd(e.tour,Wn));this.control.change({a:t,b:n,via:s,t:0,shown:"path",play:!1})}select(e){let t=Kd(e,Xd);t.length<e.length&&this.control.say(`${si(e.length)} are in the lasso; ${t.length.toLocaleString("en")} of them are selected.`);let{view:n}=this.control,s=t.length===0&&n.shown==="mean"?{shown:"path"}:{};this.control.change({...s,selection:t})}mean(){this.control.change({shown:"mean",play:!1})}tour(){let{view:e,data:t}=this.control;if(!t)return;let n=fv(e.selection,t.positions);if(n.length<2)return;n.length<e.selection.length&&this.control.say(`The tour stops at ${n.length} of the ${si(e.selection.length)}.`);let{a:s,b:r,via:o}=fr(e,n);this.control.change({a:s,b:r,via:o,t:0,shown:"path",play:!1})}walk(e){let{a:t,b:n,via:s}=fr(this.control.view,e);this.control.change({a:t,b:n,via:s,t:0,path:"straight",versus:null,shown:"path",play:!1})}stopAt(e){let{view:t}=this.control,n=dv(t,e);n===t?this.control.say(`A path has at most ${Wn} stops.`):this.control.change({a:n.a,b:n.b,via:n.via,shown:"path",play:!1})}};function mv(i,e){let{travel:t,optimizer:n,thumbnails:s,map:r}=i;return{connected:()=>{s.again(),s.need(_t(i.view)),t.again(),r.terrain&&i.send({type:"terrain",on:!0})},map:o=>e.map(o),course:(o,a)=>t.courses.took(o,a),curve:(o,a)=>{t.curves[o]=a,i.draw()},terrain:o=>r.setTerrain(o),run:o=>n.took(o),kept:o=>{o[o.length-1]?.key===`kept/${n.run?.number}`&&i.say("Kept as a point on the map: a click shows it again."),n.keeps(o)},directions:o=>e.directions(o),measured:o=>e.measured(o),frame:o=>t.take(o),thumb:(o,a,l)=>{s.took(o,a,l)&&(r.setThumbnail(o,l),i.draw())},tile:o=>r.setTile(o),failed:o=>{t.courses.failed(),i.say(o)}}}var Oc=class{constructor(e){this.stats=e}stats;since=0;hold(e){e?this.since===0&&(this.since=performance.now(),requestAnimationFrame(this.tick)):this.since=0}tick=()=>{if(this.since===0)return;let e=performance.now();this.stats.keep(this.stats.drag,e-this.since),this.since=e,requestAnimationFrame(this.tick)}};function gv(i,e){let t=i.querySelector("canvas"),n=w("div",{class:"nx-app",attributes:{role:"region","aria-label":`Map and ${e}`}});return i.replaceChildren(n),{app:n,map:w("div",{class:"nx-pane-map"}),viewer:w("div",{class:"nx-pane-viewer"}),still:t}}function xv(i,e){let t=w("div",{class:"nx-left"},i.map,e.selection.root),n=w("div",{class:"nx-stage"},w("div",{class:"nx-stage-box"},i.viewer),e.steer.root),s=w("div",{class:"nx-stage-foot"},e.status.line,e.tools.root),r=w("div",{class:"nx-right"},e.facts.root,n,s);i.app.append(w("div",{class:"nx-panes"},t,r),w("div",{class:"nx-bottom"},e.journey.root,e.strip.root),e.show.text,e.show.controls,e.status.banner,e.status.spoken,...e.dialogs)}function vv(i,e){let t=0,n=new ResizeObserver(()=>{cancelAnimationFrame(t),t=requestAnimationFrame(e)});return n.observe(i.map),n.observe(i.viewer),()=>{cancelAnimationFrame(t),n.disconnect()}}var yv=512,jd=[0,1],AE=["zoo","straight","raw"];function wv(i){let e=Ah(i,"A message");switch(e.type){case"ready":return{type:"ready",engine:nt(e,"engine"),token:nt(e,"session_token")};case"token":return{type:"token",token:nt(e,"token")};case"course":return{type:"course",slot:dn(e,"slot",jd),course:RE(e)};case"curve":return{type:"curve",slot:dn(e,"slot",jd),curve:PE(e)};case"directions":return{type:"directions",directions:BE(e)};case"measured":return{type:"measured",measured:{place:Sv(e.place),values:FE(e.values)}};case"sheet_done":return{type:"sheet_done",key:nt(e,"key")};case"run":return{type:"run",run:LE(e)};case"kept":return{type:"kept",points:Tt(e.points,"points",DE)};case"error":return{type:"error",seq:e.seq==null?null:st(e,"seq"),problem:nt(e,"problem"),remedy:nt(e,"remedy")};case"pong":return{type:"pong",n:st(e,"n")};default:return null}}function Mv(i,e){let{fields:t,body:n}=CE(i);switch(t.type){case"frame":return{type:"frame",facts:OE(t),header:t,body:n,bytes:i.byteLength};case"map":return{type:"map",map:zE(t,n,e)};case"terrain":return{type:"terrain",terrain:kE(t,n)};case"thumb":return{type:"thumb",id:$e(t,"id",0),colour:nt(t,"colour"),png:_v(n)};case"tile":{let[s,r]=[$e(t,"columns",1),$e(t,"rows",1)],[o=0,a=0,l=0,c=0]=ct(t.box,"box",4);return{type:"tile",tile:{column:$e(t,"column",0,s-1),row:$e(t,"row",0,r-1),columns:s,rows:r,box:[o,a,l,c],empty:t.empty===!0,key:nt(t,"key")},png:_v(n)}}default:return null}}function CE(i){i.byteLength<4&&ze(`A message of ${i.byteLength} bytes has no header.`);let e=new DataView(i).getUint32(0,!0);4+e>i.byteLength&&ze(`A message of ${i.byteLength} bytes states a header of ${e}.`);let t;try{t=new TextDecoder("utf-8",{fatal:!0}).decode(new Uint8Array(i,4,e))}catch{ze("The header of a message is no UTF-8.")}return{fields:Ah(t,"The header of a message"),body:new Uint8Array(i,Math.min(4+e+(-e&3),i.byteLength))}}function RE(i){let e=Tt(i.positions,"positions",s=>qn(s,"positions")),t=i.ratios==null?null:ct(i.ratios,"ratios"),n=ct(i.anchors,"anchors");return e.length<2&&ze('"positions" holds no path.'),t&&t.length!==e.length&&ze('"ratios" and "positions" differ in length.'),{key:nt(i,"key"),kind:dn(i,"kind",AE),anchors:n,spline:i.spline===!0,stops:ct(i.stops,"stops",n.length),positions:e,ratios:t}}function PE(i){let e=ct(i.shares,"shares");return e.length<2&&ze('"shares" holds no path.'),{key:nt(i,"key"),shares:e,values:ct(i.values,"values",e.length),groups:i.groups==null?null:ct(i.groups,"groups",e.length)}}function LE(i){let e=ct(i.losses,"losses");return{number:$e(i,"number",0),title:nt(i,"title"),wanted:$e(i,"wanted",1),state:dn(i,"state",["running","paused","ended","failed"]),problem:i.problem==null?null:nt(i,"problem"),first:$e(i,"first",0),positions:NE(i.positions,"positions",e.length),losses:e,values:ct(i.values,"values",e.length),best:$e(i,"best",0),result:i.result==null?null:IE(mt(i.result,'"result"'))}}function IE(i){return{index:$e(i,"index",0),test:Cs(i,"test"),start:Cs(i,"start"),zoo:Cs(i,"zoo"),ratio:st(i,"ratio"),seconds:st(i,"seconds")}}function DE(i){let e=mt(i,"A kept point");return{key:nt(e,"key"),id:Cs(e,"id"),name:nt(e,"name"),position:qn(e.position,"position"),value:Cs(e,"value")}}function Cs(i,e){return i[e]==null?null:st(i,e)}function NE(i,e,t){let n=Tt(i,e,s=>qn(s,e));return n.length===t?n:ze(`"${e}" holds ${n.length} pairs, not ${t}.`)}function kE(i,e){let[t,n]=[$e(i,"columns",1,yv),$e(i,"rows",1,yv)],[s=0,r=0,o=0,a=0]=ct(i.box,"box",4),l=t*n,[c,h]=[st(i,"low"),st(i,"high")];return c<h||ze(`The values of a terrain are from ${c} to ${h}.`),e.byteLength!==3*l&&ze(`A terrain of ${t} x ${n} has ${e.byteLength} bytes.`),{columns:t,rows:n,box:[s,r,o,a],done:st(i,"done"),low:c,high:h,values:e.slice(0,l),groups:e.slice(l,2*l),near:e.slice(2*l)}}function OE(i){return{seq:$e(i,"seq",-1),slot:dn(i,"slot",jd),place:Sv(i.place),resolution:$e(i,"resolution",1),milliseconds:st(i,"milliseconds"),where:i.where==null?null:UE(mt(i.where,'"where"'))}}function Sv(i){let e=mt(i,'"place"');if(e.kind!=="steered")return bv(e);let t=Tt(e.moves,"moves",n=>{let[s,r]=Array.isArray(n)?n:[];return typeof s=="string"&&typeof r=="number"?[s,r]:ze('"moves" holds no move.')});return{kind:"steered",base:bv(mt(e.base,'"base"')),moves:t}}function bv(i){switch(i.kind){case"path":return{kind:"path",path:nt(i,"path"),t:st(i,"t")};case"map":return{kind:"map",x:st(i,"x"),y:st(i,"y")};case"network":return{kind:"network",id:$e(i,"id",0)};case"mean":return{kind:"mean",ids:ct(i.ids,"ids")};case"told":return{kind:"told",key:nt(i,"key")};case"analogy":return{kind:"analogy",a:$e(i,"a",0),b:$e(i,"b",0),c:$e(i,"c",0)};default:return ze(`A place of kind ${JSON.stringify(i.kind)}.`)}}function FE(i){let e=mt(i,'"values"');return Object.fromEntries(Object.entries(e).map(([t,n])=>typeof n=="string"?[t,n]:[t,st(e,t)]))}function UE(i){let e=ct(i.nearest,"nearest");return{ratio:st(i,"ratio"),gap:Cs(i,"gap"),nearest:e,distances:ct(i.distances,"distances",e.length),position:qn(i.position,"position"),labels:i.labels==null?null:ct(i.labels,"labels"),classes:i.classes==null?null:sn(i.classes,"classes"),absent:i.absent==null?null:ct(i.absent,"absent")}}function BE(i){let e=Tt(i.labels,"labels",s=>{let r=mt(s,"A direction"),o=c=>nt(r,c),[a,l]=[st(r,"low"),st(r,"high")];return{key:o("key"),title:o("title"),unit:o("unit"),less:o("less"),more:o("more"),low:a,high:l,r2:Cs(r,"r2")}}),t=Tt(i.classes,"classes",s=>{let r=mt(s,"A label");return{key:nt(r,"key"),title:nt(r,"title"),values:sn(r.values,"values")}}),n=i.sum==null?null:ct(i.sum,"sum",3);return{labels:e,classes:t,least:st(i,"least"),sum:n&&[n[0]??0,n[1]??0,n[2]??0]}}function zE(i,e,t){let n=$e(i,"count",0),s=sn(i.names,"names");s.length!==n&&ze(`${s.length} names for ${n} networks.`);let r=0,o=h=>{let u=e.byteOffset+r;return r+h>e.byteLength&&ze(`The arrays of the map end after ${e.byteLength} bytes.`),r+=h+(-h&3),[e.buffer,u]},a=new Float32Array(...o(8*n),2*n),l=Tt(i.labels,"labels",h=>{let u=mt(h,"A label"),[d,p]=[nt(u,"name"),nt(u,"title")];if(dn(u,"kind",["number","category"])==="number")return{name:d,title:p,values:new Float32Array(...o(4*n),n)};let m=sn(u.categories,"categories"),x=new Uint16Array(...o(2*n),n);return x.some(f=>f>=m.length)&&ze(`The label "${d}" has a code without a category.`),{name:d,title:p,categories:m,codes:x}});r<e.byteLength&&ze(`The map holds ${e.byteLength-r} bytes too many.`);let c=t.about(mt(i.about,'"about"'));return{space:nt(i,"space"),count:n,positions:a,names:s,labels:l,about:c}}function _v(i){if(![137,80,78,71].every((t,n)=>i[n]===t))throw new Ls("A picture is no PNG.");return i}var Fc=class{constructor(e,t){this.decoder=e;this.events=t}decoder;events;soon=[];later=[];newest=[-1,-1];working=!1;count=0;closed=!1;take(e){try{let t=typeof e=="string"?wv(e):e instanceof ArrayBuffer?Mv(e,this.decoder):null;t?this.sort(t):e instanceof ArrayBuffer&&this.finish()}catch(t){this.events.unread(Tv(t)),e instanceof ArrayBuffer&&this.finish()}this.working||this.work()}close(){this.closed=!0,this.soon.length=0,this.later.length=0}sort(e){if(e.type==="frame"&&e.facts.seq>=0){let{seq:s,slot:r}=e.facts;this.newest[r]=Math.max(s,this.newest[r]??-1)}let t=e.type==="frame"&&e.facts.seq<0,n=e.type==="thumb"||e.type==="tile"||e.type==="terrain"||e.type==="sheet_done";(t||n?this.later:this.soon).push(e)}async work(){for(this.working=!0;;){let e=this.soon.shift()??this.later.shift();if(!e)break;try{let t=e.type==="frame"?await this.unpack(e):e;t&&!this.closed&&this.events.received(t)}catch(t){this.closed||this.events.unread(Tv(t))}("body"in e||"map"in e||"png"in e||"terrain"in e)&&this.finish()}this.working=!1}async unpack(e){let{facts:t,header:n,body:s,bytes:r}=e;if(t.seq>=0&&t.seq<(this.newest[t.slot]??-1))return null;let o=await this.decoder.content(n,s);return{type:"frame",frame:{...t,content:o,bytes:r}}}finish(){this.closed||(this.count+=1,this.events.done(this.count))}};function Tv(i){return i instanceof Error?i.message:String(i)}var Uc=class{waiting=[];get size(){return this.waiting.length}push(e){this.waiting=this.waiting.filter(t=>!HE(e,t)),this.waiting.push(e)}shift(){return this.waiting.shift()}clear(){this.waiting=[]}};function HE(i,e){return i.type==="measure"?e.type==="measure":i.type==="want"?e.type==="want":i.type==="path"?e.type==="path"&&e.slot===i.slot:i.type==="sheet"||i.type==="sheet_stop"?e.type==="sheet"||e.type==="sheet_stop":i.type==="terrain"&&e.type==="terrain"}var VE=4401,GE=4404,WE=300,$E=8e3,XE=5e3,qE=1e4,YE=15e3,KE=4e4,jE=16384,ZE=15,JE=1,Bc=class{constructor(e,t,n,s,r=o=>new WebSocket(o)){this.url=e;this.credentials=t;this.decoder=n;this.events=s;this.connect=r}url;credentials;decoder;events;connect;socket=null;inbox=null;outbox=new Uc;current="closed";given="";renewed=null;attempts=0;lost=!1;readySince=0;heard=0;pings=0;timer;beat;flushing;get state(){return this.current}open(){this.current==="connecting"||this.current==="open"||(this.current==="closed"&&globalThis.addEventListener?.("online",this.hurry),this.start())}close(){globalThis.removeEventListener?.("online",this.hurry),this.drop(),this.outbox.clear(),this.lost=!1,this.attempts=0,this.current="closed"}send(e){this.outbox.push(e),this.flush()}hurry=()=>{this.current==="waiting"&&this.start()};start(){this.drop(),this.current="connecting";let e=this.connect(this.url);e.binaryType="arraybuffer",this.socket=e;let t=new Fc(this.decoder,{received:n=>this.received(n),unread:n=>this.events.error(`A message of the server cannot be read: ${n}`,"Reload the page."),done:n=>this.post({type:"have",n})});this.inbox=t,e.onopen=()=>this.greet(),e.onmessage=n=>{this.heard=performance.now(),t.take(n.data)},e.onclose=n=>this.closedBy(n.code,n.reason),this.timer=setTimeout(()=>this.closedBy(0,"The server does not answer."),qE)}drop(){clearTimeout(this.timer),clearInterval(this.beat),clearTimeout(this.flushing),this.flushing=void 0,this.inbox?.close(),this.inbox=null,this.socket&&(this.socket.onopen=this.socket.onmessage=this.socket.onclose=null,this.socket.close(),this.socket=null)}greet(){let{token:e,session:t,space:n,before:s}=this.credentials();e!==this.given&&(this.renewed=null),this.given=e,this.post({type:"hello",token:this.renewed??e,session:t,space:n,...s?{before:s}:{}}),this.renewed=null}closedBy(e,t){if(this.current==="open"&&performance.now()-this.readySince>XE&&(this.attempts=0),this.drop(),e===VE){this.current="expired",this.report("The page was open too long, or the server was restarted.",!0),this.events.expired();return}let n=e!==GE;this.current=n?"waiting":"closed",n&&(this.timer=setTimeout(()=>this.start(),this.nextWait())),this.report(t||"The line to the server is broken.",n)}nextWait(){let e=Math.min(WE*2**this.attempts,$E);return this.attempts+=1,e*(.8+.4*Math.random())}report(e,t){this.lost&&t||(this.lost=!0,this.events.down(e,t))}received(e){let{events:t}=this;switch(e.type){case"ready":return this.becomeReady(e.token,e.engine);case"token":this.renewed=e.token;return;case"course":return t.course(e.slot,e.course);case"curve":return t.curve(e.slot,e.curve);case"terrain":return t.terrain(e.terrain);case"run":return t.run(e.run);case"kept":return t.kept(e.points);case"measured":return t.measured(e.measured);case"directions":return t.directions(e.directions);case"frame":return t.frame(e.frame);case"map":return t.map(e.map);case"thumb":return t.thumb(e.id,e.colour,Ev(e.png));case"tile":return t.tile({...e.tile,url:Ev(e.png)});case"sheet_done":return t.sheetDone(e.key);case"error":return t.error(e.problem,e.remedy);case"pong":return}}becomeReady(e,t){clearTimeout(this.timer),this.renewed=e,this.current="open",this.readySince=this.heard=performance.now(),this.beat=setInterval(()=>this.ping(),YE);let n=this.lost;this.lost=!1,this.events.ready(t),n&&this.events.up(),this.flush()}ping(){if(performance.now()-this.heard>KE)return this.closedBy(0,"The server does not answer.");this.pings+=1,this.post({type:"ping",n:this.pings})}flush(){if(!(this.current!=="open"||this.flushing!==void 0))for(;this.outbox.size>0&&this.socket;){if(this.socket.bufferedAmount>jE){this.flushing=setTimeout(()=>{this.flushing=void 0,this.flush()},ZE);return}let e=this.outbox.shift();e&&this.post(e)}}post(e){this.socket?.readyState===JE&&this.socket.send(JSON.stringify(e))}};function Ev(i){return URL.createObjectURL(new Blob([i],{type:"image/png"}))}function Av(i){let e=new URL(i,document.baseURI);return e.protocol=e.protocol==="https:"?"wss:":"ws:",e.href}var Cv="netspace-session",zc=class{constructor(e,t=QE()){this.session=e;this.store=t;let n=t?.getItem(Cv)??"";this.before=n===e?"":n}session;store;before;told(){this.before="",this.store?.setItem(Cv,this.session)}};function QE(){try{return window.sessionStorage}catch{return null}}var eA=5e3,Rv="Connection lost. What is shown is the last that came.",Pv="Connected again.",Hc=class{constructor(e,t,n,s){this.events=e;this.status=t;this.component=n;let r=()=>{let{token:_,session:E,space:M}=n().data;return{token:_,session:E,space:M,before:o.before}},o=new zc(n().data.session);this.remembered=o;let{map:a,course:l,curve:c,terrain:h,run:u,kept:d,directions:p,measured:m,frame:x,thumb:f,tile:g}=e;this.connection=new Bc(Av(n().data.socket),r,s,{ready:()=>this.connected(),map:a,course:l,curve:c,terrain:h,run:u,kept:d,directions:p,measured:m,frame:x,thumb:f,tile:g,sheetDone:()=>{},error:(_,E)=>e.failed([_,E].filter(Boolean).join(" ")),down:(_,E)=>t.bad([Rv,E?"Connecting again.":"",_].filter(Boolean).join(" ")),up:()=>t.well(Pv),expired:()=>this.expired()})}events;status;component;connection;asked=0;refused="";timer=0;remembered;open(){this.connection.open()}close(){clearTimeout(this.timer),this.connection.close()}send(e){return this.connection.state!=="open"?!1:(this.connection.send(e),!0)}renewed(){this.timer!==0&&(clearTimeout(this.timer),this.timer=0,this.open())}connected(){clearTimeout(this.timer),this.timer=0,this.remembered.told(),this.status.well(Pv),this.events.connected()}expired(){let{token:e}=this.component().data;if(e!==this.refused){this.refused=e,this.open();return}this.asked+=1,this.status.bad(`${Rv} Asking for a new pass to the server. If this stays, reload the page.`),document.dispatchEvent(new CustomEvent("explorer:expired",{detail:this.asked})),clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.expired(),eA)}};function Lv(i){let{actions:e}=i;return{pick:(t,n)=>{i.steering.takes(t)||e.pick(t,n)},anchorMoved:(t,n)=>e.moveAnchor(t,n),handleMoved:(t,n)=>i.moved({t,shown:"path",play:!1},n),keptPicked:(t,n)=>{let s=i.optimizer.kept.find(r=>r.key===t)?.id??null;s===null?i.optimizer.lookAt(t):e.pick(s,n)},freeMoved:(t,n,s)=>i.moved({place:{x:t,y:n},shown:"place",play:!1},s),selected:t=>e.select(t),needThumbnails:t=>i.thumbnails.need(t),needSheet:(t,n)=>{i.send({type:"sheet",columns:t,box:n,colour:i.theme.material}),i.view.sheet||i.change({sheet:!0})},sheetOff:()=>{i.send({type:"sheet_stop"}),i.change({sheet:!1})},terrain:t=>i.change({terrain:t}),colour:t=>i.change({colour:t}),hidden:t=>i.change({hidden:t}),search:t=>i.change({search:t}),windowChanged:t=>i.change({window:t})}}function Ro(i){return i<=1.5?"good":i<=2.5?"middling":"bad"}function Zd(i){return i<=1.5?"among its neighbours":i<=2.5?"a sparse region":"an empty region"}function Iv(i,e,t){let n=t?`, ${t.said}`:"";if(e)return{word:`not of this space${n}`,trust:"none"};if(i===null)return{word:"",trust:"none"};let s=Ro(i);return{word:Zd(i)+n,trust:s==="good"&&t&&!t.sound?"middling":s}}function Dv(i,e){let{first:t,...n}=e;if(!i||i.number!==e.number||t===0)return n;let s=(r,o)=>[...r.slice(0,t),...o];return{...n,positions:s(i.positions,e.positions),losses:s(i.losses,e.losses),values:s(i.values,e.values)}}function Jd(i,e){return`${i.number}/${e}`}function $n(i){return Math.max(i.losses.length-1,0)}function bi(i){return i?.state==="running"||i?.state==="paused"}function Nv(i,e){if(i.state==="failed")return i.problem??"It failed.";if(i.losses.length===0)return"Starting …";let{result:t}=i;if(i.state==="ended"&&t){let s=t.ratio>2.5?`; ${Zd(t.ratio)}`:"";return e.result(t,i.values[t.index]??0)+s}let n=i.values[$n(i)]??0;return`${i.state==="paused"?"Paused at step":"Step"} ${$n(i)} of ${i.wanted}: ${e.step(n)}`}function Qd(i,e){let[t,n]=[Number.POSITIVE_INFINITY,Number.NEGATIVE_INFINITY];for(let o of i)o<t&&(t=o),o>n&&(n=o);if(t>n)return{low:0,high:1};let s=Math.max(e-(n-t),0)/2,r=.1*(n-t+2*s);return{low:t-s-r,high:n+s+r}}function ep(i,e,{low:t,high:n}){return i.map((s,r)=>`${(1e3*r/e).toFixed(1)},${(100-100*(s-t)/(n-t)).toFixed(1)}`).join("L")}var Vc=class{constructor(e){this.ports=e}ports;run=null;kept=[];told=null;open=!1;follows=!1;get following(){return this.follows&&this.run?.state==="running"}get index(){let{run:e,told:t}=this;if(!e||!t)return null;let[n,s]=t.key.split("/");return Number(n)===e.number?Number(s):null}took(e){let t=this.run;this.run=Dv(t,e);let n=t?.number!==e.number&&bi(this.run);n&&(this.open=!0,this.follows=!0),(n||t&&bi(t)&&!bi(this.run))&&this.ports.news(),this.follows&&this.run.losses.length>0&&this.follow(this.run),this.ports.changed()}keeps(e){let t=e.length!==this.kept.length;this.kept=e,t&&this.ports.news(),this.ports.changed()}look(e,t){this.run&&(this.follows=e>=$n(this.run)&&bi(this.run),this.point(Jd(this.run,e),kv(this.run,e),t))}lookAt(e){let t=this.kept.find(n=>n.key===e);t&&(this.follows=!1,this.point(e,`Kept: ${t.name}`,!1))}nameOf(e){return this.kept.find(t=>t.id===e)?.name??null}hold(){this.follows=!1}leave(){this.follows=!1,this.told=null}follow(e){let t=bi(e),n=t?$n(e):e.best;this.follows=t,this.point(Jd(e,n),kv(e,n),e.state==="running")}point(e,t,n){this.told={key:e,title:t},this.ports.looked(n)}};function kv(i,e){let t=i.result&&e===i.result.index?", the best":"";return e===0?`The start, ${i.title}`:`Step ${e}${t}, ${i.title}`}function Ov(i,e,t,n,s){let r=tA(i,e);if(!r)return i.say("Choose a network, or a place on the path or the map, to start from.");i.send({type:"optimize",start:r,goal:t,steps:n,anywhere:s})||i.say("There is no connection to the server.")}function tA(i,e){if(e==="random")return e;let{ranking:t}=i.kind.optimizing;return e==="weakest"&&t!==null?nA(i.data,t):i.travel.places()[0]??null}function nA(i,e){let t=i?.labels.find(({name:s})=>s===e);return!t||!("values"in t)?null:{kind:"network",id:t.values.reduce((s,r,o)=>r<t.values[s]?o:s,0)}}function Fv(i,{run:e,following:t}){let n=pr(i);return t&&e?{...n,point:`${e.number}/`}:n}function Uv(i,e,t){let n=new Vc({looked:s=>{e(s),i.map.setRun(n.run,n.index),i.draw()},changed:()=>{i.map.setRun(n.run,n.index),i.map.setKept(n.kept),i.draw()},news:t});return n}var Gc=class{constructor(e,t){this.link=e;this.send=t}link;send;timer=0;held=!1;due=!1;last="";known(){this.last=JSON.stringify(this.link())}changed(){this.due=!0,!this.held&&(clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.report(),250))}hold(e){this.held=e,e?clearTimeout(this.timer):this.due&&this.changed()}dispose(){clearTimeout(this.timer)}report(){this.due=!1;let e=this.link(),t=JSON.stringify(e);t!==this.last&&(this.last=t,this.send(e))}};var iA={play:"M8 5.5v13l10.5-6.5z",pause:"M8 6v12M16 6v12",swap:"M4 9h14l-4-4M20 15H6l4 4",reset:"M5 12a7 7 0 1 0 2.2-5.1M4.5 4v4h4",turntable:"M12 4v3.5M3.5 13.5c0 2 3.8 3.7 8.5 3.7s8.5-1.7 8.5-3.7-3.8-3.7-8.5-3.7M12 9.8 9.3 7.4M12 9.8l-2.7 2.3",wireframe:"M12 3 4 7.5v9l8 4.5 8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9M4 16.5l8-4.5 8 4.5",section:"M12 3 5 7v10l7 4M12 3v18M12 3l7 4v10l-7 4M15.5 9.5v5",insets:"M4 5h16v14H4zM4 13h6v6M20 13h-6v6",compare:"M4 5h7v14H4zM13 5h7v14h-7z",picture:"M4 6h16v12H4zM4 15l4.5-4 4 3.5 2.5-2 5 4M15.5 9.2v.1",figure:"M6 3h8l4 4v14H6zM14 3v4h4M9 17l2-3 2 2 2.5-4",show:"M4 5h16v11H4zM12 16v4M8.5 20h7M10.5 8.5v4l3.5-2z",help:"M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.6 9.6a2.5 2.5 0 1 1 3.7 2.1c-.9.5-1.3 1-1.3 2M12 16.6v.1",loop:"M4 11V9.5A2.5 2.5 0 0 1 6.5 7H19l-3-3M20 13v1.5a2.5 2.5 0 0 1-2.5 2.5H5l3 3",close:"M6 6l12 12M18 6 6 18",list:"M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1",climb:"M4 17l5.5-6 4 3.5L20 7M15 7h5v5",steer:"M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",pin:"M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",link:"M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.6 1.6M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.6-1.6",download:"M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"};function et(i){let e=Dt("path",{d:iA[i],...i==="play"?{fill:"currentColor"}:{}});return Dt("svg",{viewBox:"0 0 24 24",class:"nx-icon",fill:"none",stroke:"currentColor","stroke-width":"1.8","stroke-linecap":"round","stroke-linejoin":"round","aria-hidden":"true"},e)}function Wc(i,e){i.dataset.icon!==e&&(i.dataset.icon=e,i.querySelector(".nx-icon")?.replaceWith(et(e)))}var sA=[50,150,400],rA=150,oA=.01,$c=class{constructor(e,t){this.kind=e;this.events=t;this.hint=w("p",{class:"nx-hint",text:e.hint});let n=w("label",{class:"nx-check",title:"Stay where networks are: elsewhere the decoder knows nothing"},this.near,"Near networks");this.nearBox=n;let s=(r,o)=>w("label",{class:"nx-labelled"},w("span",{class:"nx-faint",text:r}),o);this.from=w("select",{class:"nx-select nx-optimize-from"}),this.toward=w("select",{class:"nx-select nx-optimize-toward"}),this.steps=w("select",{class:"nx-select"},...sA.map(r=>w("option",{text:String(r),attributes:{value:String(r)}}))),this.steps.value=String(rA),this.start=qe("Start","Let the latent walk: the decoder stays as it is",()=>this.begin(),"nx-primary"),this.pause=qe("Pause","Pause or go on",()=>t.control(this.run?.state==="paused"?"resume":"pause")),this.stop=qe("Stop","End it here; its best step is its result",()=>t.control("stop")),this.keep=qe("Keep","Keep the best step as a point on the map",()=>t.control("keep")),this.keep.prepend(et("pin")),this.curve=Dt("svg",{class:"nx-curve",preserveAspectRatio:"none",viewBox:"0 0 1000 100","aria-hidden":"true"}),this.legend.append(this.whose,w("span",{},w("i",{class:"nx-optimize-key"}),e.measure.title),w("span",{},w("i",{class:"nx-optimize-key nx-optimize-key-loss"}),"loss")),this.choices=[s("From",this.from),s("Toward",this.toward),s("Steps",this.steps)],this.graph=w("div",{class:"nx-optimize-graph",attributes:{role:"slider",tabindex:"0","aria-label":"Step of the optimization"}},this.curve,this.limits,this.here,this.best,this.legend),this.root=w("section",{class:"nx-optimize",attributes:{"aria-label":"Optimization"}},w("div",{class:"nx-optimize-box"},this.graph,this.hint),w("div",{class:"nx-controls"},...this.choices,n,this.start,this.pause,this.stop,this.said,w("span",{class:"nx-space"}),this.keep,dt(et("close"),"Back to the path",t.close))),this.listen()}kind;events;root;graph;curve;limits=w("div",{class:"nx-limits",attributes:{"aria-hidden":"true"}});best=w("div",{class:"nx-optimize-best",text:"★",attributes:{"aria-hidden":"true"}});here=w("div",{class:"nx-optimize-here"});hint;legend=w("div",{class:"nx-optimize-legend nx-faint",attributes:{"aria-hidden":"true"}});whose=w("span",{class:"nx-optimize-whose"});choices;from;toward;steps;nearBox;near=w("input",{attributes:{type:"checkbox",checked:""}});start;pause;stop;keep;said=w("span",{class:"nx-optimize-said",attributes:{role:"status"}});run=null;index=0;drawn="";goals="";offered=[];render(e){let{run:t}=e;this.run=t,this.index=e.index??(t?$n(t):0);let n=bi(t);this.renderChoices(e);for(let o of this.choices)ve(o,n);be(this.whose,t?.title??""),ve(this.start,n),ve(this.pause,!n),ve(this.stop,!n),be(this.pause,t?.state==="paused"?"Resume":"Pause");let s=t!==null&&e.kept.some(({key:o})=>o===`kept/${t.number}`);ve(this.keep,!t?.result||s);let r=(t?.losses.length??0)>0;be(this.said,t?Nv(t,this.kind.measure):""),We(this.said,"title",t?`${t.title}: ${this.said.textContent??""}`:""),ve(this.hint,r),ve(this.graph,!r),t&&r&&this.draw(t)}renderChoices(e){let t={shown:"what is shown",weakest:"the weakest network",random:"a random latent"},n=Object.keys(t).filter(r=>r!=="weakest"||this.kind.ranking!==null);Bv(this.from,n.map(r=>({value:r,title:t[r]})));let s=JSON.stringify(e.goals);s!==this.goals&&Bv(this.toward,e.goals),this.goals=s,this.offered=e.goals,this.renderNear(),this.start.disabled=e.goals.length===0}renderNear(){ve(this.nearBox,bi(this.run)||!this.offered.find(({value:e})=>e===this.toward.value)?.stays)}draw(e){let{measure:t}=this.kind,n=h=>`${(100*Math.min(h,e.wanted)/e.wanted).toFixed(2)}%`,s=Qd(e.values,t.range),r=h=>`${(100*((e.values[h]??0)-s.low)/(s.high-s.low)).toFixed(2)}%`;this.here.style.left=n(this.index),this.best.style.left=n(e.best),this.best.style.bottom=r(e.best),We(this.graph,"aria-valuemin","0"),We(this.graph,"aria-valuemax",String($n(e))),We(this.graph,"aria-valuenow",String(this.index)),We(this.graph,"aria-valuetext",`step ${this.index}: ${t.spoken(e.values[this.index]??0)}`);let o=`${e.number} ${e.losses.length}`;if(o===this.drawn)return;this.drawn=o;let a=ep(e.values,e.wanted,s),l=(1e3*$n(e)/e.wanted).toFixed(1),c=ep(e.losses,e.wanted,Qd(e.losses,oA));this.curve.replaceChildren(Dt("path",{d:`M0,100L${a}L${l},100Z`,fill:"var(--nx-primary)",class:"nx-area"}),Dt("path",{d:`M${c}`,stroke:"var(--nx-faint)",class:"nx-line nx-optimize-loss"}),Dt("path",{d:`M${a}`,stroke:"var(--nx-primary)",class:"nx-line"})),this.limits.replaceChildren(...t.limits(s))}begin(){this.events.start(this.from.value,this.toward.value,Number(this.steps.value),!this.near.checked)}listen(){let{graph:e}=this;this.toward.addEventListener("change",()=>this.renderNear());let t=r=>{let o=e.getBoundingClientRect(),a=Math.min(Math.max((r.clientX-o.left)/o.width,0),1);return this.run?Math.min(Math.round(a*this.run.wanted),$n(this.run)):0},n=null;e.addEventListener("pointerdown",r=>{r.button===0&&(n=r.pointerId,e.setPointerCapture(n),this.events.look(t(r),!0))}),e.addEventListener("pointermove",r=>{r.pointerId===n&&this.events.look(t(r),!0)});let s=r=>{r.pointerId===n&&(n=null,this.events.look(t(r),!1))};e.addEventListener("pointerup",s),e.addEventListener("pointercancel",s),e.addEventListener("keydown",r=>{let o={ArrowRight:1,ArrowUp:1,ArrowLeft:-1,ArrowDown:-1,PageUp:10,PageDown:-10}[r.key];o===void 0||!this.run||(r.preventDefault(),r.stopPropagation(),this.events.look(Math.min(Math.max(this.index+o,0),$n(this.run)),!1))})}};function Bv(i,e){let t=i.value;i.options.length===e.length&&e.every(({value:s},r)=>i.options[r]?.value===s)||i.replaceChildren(...e.map(({value:s})=>w("option",{attributes:{value:s}}))),e.forEach(({title:s},r)=>{let o=i.options[r];o&&be(o,s)}),e.some(({value:s})=>s===t)&&i.value!==t&&(i.value=t)}var aA=400,lA=["","−","+"],cA=8,hA=["Amounts","Classes"],Xc=class{constructor(e){this.events=e;this.reset=qe("Reset all","Back to what was shown before",e.reset),this.slots=[0,1,2].map(n=>qe("","",()=>e.arm(this.slots[n]?.dataset.armed==="true"?null:n))),this.add=qe("Show it","Show the network at this sum of latents",e.sum,"nx-primary"),this.tabs=w("div",{class:"nx-steer-tabs",attributes:{role:"group","aria-label":"What to change"}});let t=this.slots.flatMap((n,s)=>[w("span",{class:"nx-faint",text:lA[s]??""}),n]);this.root=w("section",{class:"nx-steer",attributes:{"aria-label":"Steer by meaning"}},w("div",{class:"nx-steer-head"},this.title,this.tabs,w("span",{class:"nx-space"}),this.reset,dt(et("close"),"Close",e.close)),this.hint,this.rows,w("div",{class:"nx-steer-sum"},w("span",{class:"nx-faint",text:"Sum"}),...t,this.add))}events;root;rows=w("div",{class:"nx-steer-rows"});hint=w("p",{class:"nx-hint"});title=w("strong",{text:"Steer"});tabs;reset;slots;add;sliders=[];groups=[];offer=null;render(e){if(ve(this.root,!e.open),!e.open)return;e.offer!==this.offer&&this.build(e.offer);let{labels:t,classes:n,absent:s}=e.where??{labels:null,classes:null,absent:null},r=e.measured??{};for(let a of this.sliders){let l=a.place,c=t?.[l]??null;a.render({read:c,absent:s?.includes(l)??!1,measured:r[a.label.key],moves:e.moves,raw:e.raw})}for(let[a,l]of this.groups.entries()){let c=r[l.label.key];l.render(typeof c=="string"?c:n?.[a]??null,e.moves,e.raw)}this.reset.disabled=e.moves.length===0;let o=e.raw?"Averaged weights have no latent: choose another kind of path to steer from it.":e.offer===null?"Finding out what the labels say about the latents …":e.offer.labels.length+e.offer.classes.length===0?"This space has no labels to steer by.":"";be(this.hint,e.armed!==null?"Click a network on the map.":o),ve(this.hint,this.hint.textContent==="");for(let[a,l]of this.slots.entries()){let c=e.slots[a]??null;be(l,e.armed===a?"click one":c===null?"choose":e.name(c)),We(l,"title",`The network ${["to begin with","that is taken away","that is added"][a]}: click, then click one on the map`),We(l,"data-armed",String(e.armed===a)),nn(l,e.armed===a)}this.add.disabled=e.slots.some(a=>a===null)}build(e){this.offer=e;let n=(e?.labels??[]).map((u,d)=>({label:u,k:d})).filter(({label:u})=>Wd(u,e?.least??0));this.sliders=n.map(({label:u,k:d})=>new tp(u,d,this.events)),this.groups=(e?.classes??[]).map(u=>new np(u,this.events));let s=w("div",{class:"nx-steer-part"},...this.sliders.map(u=>u.root)),r=w("div",{class:"nx-steer-part"},...this.groups.map(u=>u.root)),o=e===null?"":cv(e);o!==""&&s.append(w("p",{class:"nx-hint",text:o})),this.rows.replaceChildren(s,r);let l=this.sliders.length>0&&this.groups.length>0&&this.sliders.length+this.groups.length>cA,c=hA.map((u,d)=>qe(u,["Labels that are numbers","Labels that are choices"][d]??"",()=>h(d))),h=u=>{for(let[d,p]of[s,r].entries())ve(p,l&&d!==u);for(let[d,p]of c.entries())nn(p,d===u)};this.tabs.replaceChildren(...l?c:[]),ve(this.tabs,!l),be(this.title,l?"":"Steer"),h(0)}},tp=class{constructor(e,t,n){this.label=e;this.place=t;this.events=n;let[s,r]=hv(e);this.input=w("input",{class:"nx-range",attributes:{type:"range",min:String(s),max:String(r),step:String((r-s)/aA),"aria-label":e.title,"data-label":e.key}}),this.input.addEventListener("input",()=>this.slide(!0)),this.input.addEventListener("change",this.release),this.back=dt(et("close"),`Reset ${e.title.toLowerCase()}`,()=>this.events.move(e.key,0,!1)),this.back.classList.add("nx-steer-back");let o=e.r2===null?"":`R² ${(Math.floor(100*e.r2)/100).toFixed(2)}`,a=e.r2===null?e.title:`${e.title}. Held-out R² ${e.r2.toFixed(3)}: how well it can be read off a latent`;this.root=w("div",{class:"nx-steer-row",title:a},w("span",{text:e.less}),w("span",{class:"nx-steer-middle"},this.value,w("span",{class:"nx-faint",text:o})),w("span",{class:"nx-steer-more",text:e.more}),this.input,this.back)}label;place;events;root;input;value=w("span",{class:"nx-steer-value"});back;read=null;moved=0;knob=0;held=null;render({read:e,absent:t,measured:n,moves:s,raw:r}){if(this.moved=sv(s,this.label.key),e!==null&&(this.read=e),this.input.disabled=r||this.read===null,We(this.back,"data-there",String(this.moved!==0)),this.back.tabIndex=this.moved!==0?0:-1,this.read===null)return;let o=this.said(this.read,t,n);be(this.value,o),We(this.value,"title",o),We(this.input,"aria-valuetext",o),!(this.held!==null||e===null)&&(this.input.value=String(e),this.knob=Number(this.input.value))}said(e,t,n){let{unit:s,low:r,high:o}=this.label,a=c=>`${Tp(c,o-r>10?1:2)}${s?` ${s}`:""}`,l=typeof n=="number"?a(n):n;return this.moved!==0?l===void 0?`asked ${a(e)}`:`asked ${a(e)}, measured ${l}`:l??(t?"none":a(e))}slide(e){this.held===null&&window.addEventListener("pointerup",this.release,{once:!0}),this.held??={value:this.knob,amount:this.moved};let{value:t,amount:n}=this.held;this.knob=Number(this.input.value),this.moved=n+this.knob-t,e||(this.held=null),this.events.move(this.label.key,this.moved,e)}release=()=>{this.held!==null&&this.slide(!1)}},np=class{constructor(e,t){this.label=e;this.buttons=e.values.map(s=>qe(s,`${e.title}: ${s}`,()=>t.value(e.key,s)));let n={role:"group","aria-label":e.title,"data-label":e.key};this.root=w("div",{class:"nx-steer-group",attributes:n},w("span",{text:e.title}),w("div",{},...this.buttons))}label;root;buttons;render(e,t,n){let s=rv(t,this.label.key);for(let r of this.buttons){let o=r.textContent;nn(r,o===e),We(r,"data-asked",String(o===s));let a=o===s&&e!==null&&e!==s;We(r,"title",`${this.label.title}: ${o}${a?`. Asked for; what is decoded has ${e}`:""}`),r.disabled=n}}};var Lo={zoo:"Through the zoo",straight:"Straight",raw:"Raw weights"},zv={zoo:"From network to neighbouring network, smoothed",straight:"The straight line between the two latents",raw:"The two networks' weights averaged, without the space: what it must beat"},Hv="Averaged weights have no latent: the space cannot say how far to trust them.";function ip(i,e){let t=Math.max(i.length-2,0),n=0;for(;n<t&&e>=(i[n+1]??1);)n+=1;let[s,r]=[i[n]??0,i[n+1]??1];return{leg:n,share:r>s?Math.min(Math.max((e-s)/(r-s),0),1):0}}function Io(i,e,t,n){if(i.shown==="network")return i.id===null?"No network is chosen":Tn(n(i.id));if(i.shown==="point")return Tn(i.called||"a point");if(i.shown==="place")return"A place on the map";if(i.shown==="sum")return uA(i.sum,n);if(i.shown==="mean")return`Mean of ${si(i.selection.length)}`;let[s,r]=[e[0],e[e.length-1]];if(s===void 0||r===void 0||e.length<2)return"Choose A and B";if(i.t<=0)return Tn(n(s));if(i.t>=1)return Tn(n(r));let{leg:o,share:a}=ip(t.length===e.length?t:sp(e.length),i.t),l=`${Oo(a)} from ${n(e[o]??s)} to ${n(e[o+1]??r)}`;return e.length>2?`${l}, leg ${o+1} of ${e.length-1}`:l}function uA([i=0,e=0,t=0],n){return`${Tn(n(i))} − ${n(e)} + ${n(t)}`}function Vv(i,{word:e},t){let n=i?.nearest[0];return n===void 0||e===""?e:`${e}, nearest ${t(n)}`}function sp(i){return Array.from({length:i},(e,t)=>t/Math.max(i-1,1))}var Gv=3,qc=class{root;title=w("h2",{class:"nx-title"});dot=w("span",{class:"nx-dot",attributes:{"aria-hidden":"true"}});word=w("b");rest=w("span",{class:"nx-faint",title:"In the space, × the usual distance between neighbours there"});gap=w("span",{class:"nx-faint nx-gap",title:"How far the place is from networks on the map, over how far neighbours lie there at most: another distance than that in the space"});near;line;actions;save;ids=[];constructor(e){this.near=Array.from({length:Gv},(r,o)=>w("span",{class:"nx-near"},qe("","Look at this network",()=>{let l=this.ids[o];l!==void 0&&e.look(l)},"nx-link"),w("span",{class:"nx-faint"})));let[t,...n]=this.near,s=w("span",{class:"nx-lead"},this.rest,t);this.line=w("div",{class:"nx-where"},this.dot,this.word,s,this.gap,...n),this.save=qe("Save to list","Save to the list that show mode plays (L)",e.save),this.actions=w("div",{class:"nx-actions",attributes:{role:"group","aria-label":"This network"}},qe("Set as A","Start the path here (A)",e.setA),qe("Set as B","End the path here (B)",e.setB),qe("Add stop","Let the path go on to here",e.addStop),this.save),this.root=w("header",{class:"nx-facts"},this.title,this.actions,this.line)}render(e){let{view:t,frame:n}=e;be(this.title,e.title),We(this.title,"title",e.title),ve(this.actions,t.shown!=="network"||t.id===null);let s=t.id!==null&&t.tour.includes(t.id);be(this.save,s?"In the list":"Save to list"),this.save.disabled=s;let r=e.pending?null:n?.where??null,o=t.shown==="path"&&t.path==="raw",a=t.shown==="network"?t.id:null;this.say(e.standing,r,o,a===null||mr(a)?null:dA(e.data,a));let c=(r?.nearest??[]).map((h,u)=>({id:h,far:r?.distances[u]??0})).filter(({id:h})=>h!==a).slice(0,Gv);this.ids=c.map(({id:h})=>h),this.near.forEach((h,u)=>{let d=this.ids[u];ve(h,d===void 0);let[p,m]=h.children;d===void 0||!p||!m||(be(p,e.name(d)),be(m,`${(c[u]?.far??0).toFixed(2)} ×`),We(m,"title",`${(c[u]?.far??0).toFixed(2)} times the usual distance between neighbours`))})}say(e,t,n,s){let r=t!==null&&s!==null,o=r?e.word.replace(/^[^,]*/,`${s} network`.trim()):e.word;this.dot.dataset.trust=r&&e.trust==="good"?"none":e.trust,be(this.word,Tn(o));let a=t?.gap??null;be(this.rest,t===null?n?Hv:"…":n?"read as near":a===null?"near, in the space,":"near"),ve(this.gap,a===null),be(this.gap,a===null?"":`· on the map ${a.toFixed(2)} ×`)}};function dA(i,e){let t=i?.labels.find(({name:n})=>n==="split");return t&&"codes"in t?t.categories[t.codes[e]??-1]??"":""}var Zi={words:[{word:"Zoo",meaning:"The trained networks that a space was made from. Those it learned from are training networks; held-out ones it has never seen."},{word:"Latent",meaning:"A point of the learned space, a list of numbers. The encoder reads a network and gives its latent; the decoder makes weights of any latent."},{word:"Map",meaning:"A picture of all latents in two dimensions (UMAP). Near on it is mostly near in the space; far is not always far."},{word:"PRep",meaning:"Parameter representation: all parameters of a network in one table of numbers, filled up with zeros."},{word:"R²",meaning:"How well a label can be read off a latent, measured on held-out networks: 1 is exact, 0 no better than always saying the mean."},{word:"Raw weights",meaning:"The two networks' parameters averaged, without the space: what its paths must beat."}],standings:[{trust:"good",word:"Among its neighbours",meaning:"At most {among} times as far from the nearest network as networks usually are from each other. What is decoded is in between of what the space has learned."},{trust:"middling",word:"A sparse region",meaning:"Up to {sparse} times as far. It may be sound; look twice."},{trust:"bad",word:"An empty region",meaning:"Farther than that: out of distribution. The space knows nothing here, and what is decoded means little."},{trust:"none",word:"Training network, held-out network",meaning:"A network of the zoo itself, decoded from its own latent."},{trust:"none",word:"Not of this space",meaning:"Averaged weights have no latent, and so no distance. What the encoder reads them as is named."}],own:{clicks:"By clicks: “New space”, beside the list of spaces above. Choose a folder or upload a zip, see what was recognised, train, open.",commands:"Or on the command line:",imported:"Networks that you have trained, of any form, become a zoo where they lie:",import:"python -m explorer import DIR --network my_nets.py:make_net --example example.npz --out zoos/mine",one:"One file alone, to see where it lies in this space: drop it below, where networks are read."}};var fA=[["Everywhere",[["S","show mode"],["Space","play or pause the path"],["← →","one step along the path, Shift: ten"],["A  B","start or end the path at the chosen network"],["K","add the chosen network as a stop"],["X","swap A and B"],["D","steer by meaning"],["L","save the chosen network to the list"],["V","compare with another path"],["?","help"]]],["Show mode",[["Space","play or pause"],["← →","one step, Shift: ten"],["+  −","faster, slower"],["L","back and forth"],["N  P","next, previous of the list"],["M  H","hide the map, hide the text"],["F","full screen"],["Esc","leave"]]]],Wv={turntable:["T","turntable"],wireframe:["W","wireframe"],section:["C","section"],insets:["I","both ends small"],reset:["0","reset the camera"]};function $v(i){let e=Object.keys(Wv).filter(t=>i.includes(t)).map(t=>Wv[t]);return fA.map(([t,n],s)=>[t,s===0?[...n,...e]:n])}function mA(i,e,t,n){let s=i.length===1?i.toLowerCase():i,r=e?.1:.01;if(t){let l={"+":c=>c.faster(1),"=":c=>c.faster(1),"-":c=>c.faster(-1),l:c=>c.loop(),n:c=>c.next(1),p:c=>c.next(-1),PageDown:c=>c.next(1),PageUp:c=>c.next(-1),m:c=>c.toggleMap(),h:c=>c.toggleText(),f:c=>c.fullScreen(),s:c=>c.leave(),Escape:c=>c.leave(),ArrowRight:c=>c.step(r),ArrowLeft:c=>c.step(-r)}[s];if(l)return l}else if(!n&&(i==="ArrowRight"||i==="ArrowLeft"))return a=>a.step(i==="ArrowRight"?r:-r);return n&&s==="0"?null:{"?":a=>a.help()," ":a=>a.play(),s:a=>a.show(),a:a=>a.setA(),b:a=>a.setB(),k:a=>a.addStop(),x:a=>a.swap(),d:a=>a.steer(),l:a=>a.save(),t:a=>a.tool("turntable"),w:a=>a.tool("wireframe"),i:a=>a.tool("insets"),c:a=>a.tool("section"),v:a=>a.tool("compare"),0:a=>a.tool("reset")}[s]??null}function Xv(i,e,t){let n=s=>{if(s.defaultPrevented||s.ctrlKey||s.metaKey||s.altKey||Ep(s.target,s.key))return;let r=s.target instanceof Element?s.target:document.body,o=i.contains(r);if(!o&&!r.contains(i)&&!e()||r.closest("dialog")||s.key===" "&&r.closest("button, a, input, summary, [role=slider]")&&!e())return;let a=o&&r.closest(".nx-pane-map, .nx-pane-viewer, .nx-segmented, .nx-table-box")!==null,l=mA(s.key,s.shiftKey,e(),a);l&&(s.preventDefault(),s.stopPropagation(),l(t))};return window.addEventListener("keydown",n,!0),()=>window.removeEventListener("keydown",n,!0)}var gA=Zi.standings.map(({trust:i,word:e,meaning:t})=>[i,e,t.replace("{among}",String(1.5)).replace("{sparse}",String(2.5))]),Yc=class{constructor(e){this.kind=e;let t=[["words","Words",xA([...Zi.words,...e.words.glossary])],["trust","How far to trust it",this.standings()],["own","Your own networks",this.own()],["keys","Keys",this.keys()]],n=`nx-help-${Math.random().toString(36).slice(2)}`;this.tabs=t.map(([o,a],l)=>{let c=qe(a,a,()=>this.turn(l),"nx-tab");for(let[h,u]of[["role","tab"],["id",`${n}-${o}-tab`],["aria-controls",`${n}-${o}`]])c.setAttribute(h,u);return c}),this.pages=t.map(([o,,a])=>w("div",{class:"nx-help-page",attributes:{role:"tabpanel",id:`${n}-${o}`,"aria-labelledby":`${n}-${o}-tab`,tabindex:"0"}},a));let s=w("div",{class:"nx-help-tabs",attributes:{role:"tablist","aria-label":"Help"}},...this.tabs);s.addEventListener("keydown",o=>this.arrows(o));let r=qe("Close","Close (Escape)",()=>this.root.close(),"nx-primary");this.root=w("dialog",{class:"nx-dialog nx-help",attributes:{"aria-label":"Help"}},s,...this.pages,w("div",{class:"nx-dialog-foot"},w("span",{class:"nx-space"}),r)),this.turn(0)}kind;root;tabs;pages;open(){this.root.open||this.root.showModal()}turn(e){this.tabs.forEach((t,n)=>{t.setAttribute("aria-selected",String(n===e)),t.tabIndex=n===e?0:-1}),this.pages.forEach((t,n)=>t.hidden=n!==e)}arrows(e){let t={ArrowRight:1,ArrowLeft:-1}[e.key];if(t===void 0)return;let s=(this.tabs.findIndex(r=>r.tabIndex===0)+t+this.tabs.length)%this.tabs.length;this.turn(s),this.tabs[s].focus(),e.preventDefault()}standings(){let{noun:e}=this.kind.words,t=gA.flatMap(([r,o,a])=>[w("dt",{},w("span",{class:"nx-dot",attributes:{"data-trust":r,"aria-hidden":"true"}}),w("b",{text:o})),w("dd",{text:a})]),n=`How far the ${e} is from the networks of the zoo, in the space, stands under its title and over the path.`;return w("div",{},w("p",{text:n}),w("dl",{class:"nx-terms nx-standings"},...t),w("p",{class:"nx-faint",text:"On the contact sheet, dashed pictures lie where no network is near on the map. Of such places, and of the probe, the distance on the map is said, too."}))}own(){let{from:e,commands:t}=this.kind.words.making;return w("div",{},w("p",{text:Zi.own.clicks}),w("p",{text:Zi.own.commands}),w("p",{class:"nx-faint",text:e}),...t.map(qv),...t.some(n=>n.includes(" import "))?[]:vA(),w("p",{text:Zi.own.one}))}keys(){let e=$v(this.kind.tools).map(([n,s])=>w("div",{},w("h4",{text:n}),w("dl",{},...s.flatMap(([r,o])=>[w("dt",{},...yA(r)),w("dd",{text:o})])))),t=`On the map and on the ${this.kind.words.noun}, arrow keys move what has the focus. Tab goes from one part to the next.`;return w("div",{},w("div",{class:"nx-help-groups"},...e),w("p",{class:"nx-faint",text:t}))}};function xA(i){return w("dl",{class:"nx-terms"},...i.flatMap(({word:e,meaning:t})=>[w("dt",{},w("b",{text:e})),w("dd",{text:t})]))}function vA(){return[w("p",{class:"nx-faint",text:Zi.own.imported}),qv(Zi.own.import)]}function qv(i){return w("pre",{class:"nx-command",attributes:{tabindex:"0","aria-label":"Command"}},w("code",{text:i}))}function yA(i){return i.split(/\s+/).map(e=>w("kbd",{text:e}))}function Yv(i){return Math.max(1.5*1.2,...i.map(e=>e*1.15))}function Kv(i){let e=Yv(i),t=Math.max(i.length-1,1),n=i.map((a,l)=>`${(1e3*l/t).toFixed(1)},${(100-100*a/e).toFixed(1)}`),s=a=>`var(--nx-${Ro(a)})`,r=`nx-trust-${Math.random().toString(36).slice(2)}`,o=Dt("linearGradient",{id:r},...i.map((a,l)=>Dt("stop",{offset:String(l/t),style:`stop-color:${s(a)}`})));return[Dt("defs",{},o),Dt("path",{d:`M0,100L${n.join("L")}L1000,100Z`,fill:`url(#${r})`,class:"nx-area"}),Dt("path",{d:`M${n.join("L")}`,stroke:`url(#${r})`,class:"nx-line"})]}function jv(i){let e=Yv(i);return[[1.5,"sparse","middling"],[2.5,"empty","bad"]].filter(([n])=>n<e*.97).map(([n,s,r])=>{let o=w("div",{class:`nx-limit nx-${r}`},w("span",{text:s}));return o.style.bottom=`${100*n/e}%`,o})}var bA=.01,rp=.1,_A=9,op=65,jc=class{constructor(e,t,n){this.events=e;this.drawing=t;this.curve=Dt("svg",{class:"nx-curve",preserveAspectRatio:"none",viewBox:"0 0 1000 100"}),this.curve.setAttribute("aria-hidden","true"),this.limits=w("div",{class:"nx-limits",attributes:{"aria-hidden":"true"}}),this.done=w("div",{class:"nx-rail-done"}),this.stops=w("div",{class:"nx-stops",attributes:{"aria-hidden":"true"}}),this.handle=w("div",{class:"nx-handle"}),this.readyLine=w("div",{class:"nx-ready",title:`Where ${n} are ready in this browser`}),this.slider=w("div",{class:"nx-slider",attributes:{role:"slider",tabindex:"0","aria-label":"Place on the path from A to B","aria-valuemin":"0","aria-valuemax":"1","aria-orientation":"horizontal"}},w("div",{class:"nx-over"},this.limits),w("div",{class:"nx-rail"},this.done),this.stops,this.readyLine,this.handle),this.slider.firstElementChild?.prepend(this.curve),this.root=w("div",{class:"nx-track"},this.slider),this.listen()}events;drawing;root;slider;handle;done;curve;readyLine;stops;limits;t=0;drawn;marks="";held=-1;curveName="";render(e){this.t=e.t;let t=`${(e.t*100).toFixed(3)}%`;this.handle.style.left=t,this.done.style.width=t,We(this.slider,"aria-valuenow",String(Number(e.t.toFixed(3)))),We(this.slider,"aria-valuetext",e.spoken),We(this.slider,"aria-disabled",String(e.course===null)),e.course!==this.drawn&&this.drawCourse(e.course,e.stopNames),this.drawCurves(e),this.handle.dataset.trust=e.ratio===null?"none":Ro(e.ratio),e.held!==this.held&&this.drawReady(e.ready),this.held=e.held}focus(){this.slider.focus({preventScroll:!0})}listen(){let{slider:e}=this,t=a=>{let l=e.getBoundingClientRect();return Math.min(Math.max((a.clientX-l.left)/l.width,0),1)},n=null,s=null,r=a=>s!==null&&Math.hypot(a.clientX-s[0],a.clientY-s[1])<_A;e.addEventListener("pointerdown",a=>{a.button!==0||this.drawn===null||(n=a.pointerId,s=a.pointerType==="touch"?[a.clientX,a.clientY]:null,e.setPointerCapture(n),e.focus({preventScroll:!0}),a.preventDefault(),this.events.drag(!0),s||this.go(t(a),!0))}),e.addEventListener("pointermove",a=>{a.pointerId===n&&(s&&(r(a)||Math.abs(a.clientX-s[0])<Math.abs(a.clientY-s[1]))||(s=null,this.go(t(a),!0)))});let o=a=>{a.pointerId===n&&(n=null,s?a.type==="pointerup"&&r(a)&&this.go(t(a),!1):this.go(this.t,!1),this.events.drag(!1))};e.addEventListener("pointerup",o),e.addEventListener("pointercancel",o),e.addEventListener("lostpointercapture",o),e.addEventListener("keydown",a=>{let l=this.keyTarget(a);l===null||a.ctrlKey||a.metaKey||a.altKey||(a.preventDefault(),a.stopPropagation(),this.go(l,!1))})}go(e,t){this.t=e,this.events.moved(e,t)}keyTarget(e){let t=e.shiftKey?rp:bA,n=r=>Math.min(Math.max(Number((this.t+r).toFixed(4)),0),1);return{ArrowRight:n(t),ArrowUp:n(t),ArrowLeft:n(-t),ArrowDown:n(-t),PageUp:n(rp),PageDown:n(-rp),Home:0,End:1}[e.key]??null}drawCourse(e,t){this.drawn=e,this.held=-1,this.curveName="";let n=this.drawing?null:e?.ratios;this.curve.replaceChildren(...n?Kv(n):[]),this.limits.replaceChildren(...n?jv(n):[]);let s=e&&e.anchors.length>2?e.stops.slice(1,-1):[];this.stops.replaceChildren(...s.map((r,o)=>{let a=w("div",{class:"nx-stop",title:t[o+1]??""});a.style.left=`${r*100}%`;let l=Math.min(r-(e?.stops[o]??0),(e?.stops[o+2]??1)-r)>.09;return a.append(w("span",{text:l?t[o+1]??"":""})),a})),ve(this.stops,s.length===0)}drawCurves({curves:e,about:t,course:n}){let s=e.filter(l=>l!==null),r=s.map(({key:l})=>l).join(" ");if(r===this.curveName||(this.curveName=r,s.length===0||!n||!this.drawing))return;let{lines:o,marks:a}=this.drawing.draw(s,t);this.curve.replaceChildren(...o),this.limits.replaceChildren(...a)}drawReady(e){let t=Array.from({length:op},(r,o)=>e(o/(op-1))?"1":"0").join("");if(t===this.marks)return;this.marks=t;let n=100/(op-1),s=[...t].map((r,o)=>`${r==="1"?"var(--nx-primary)":"transparent"} ${Math.max((o-.5)*n,0)}% ${Math.min((o+.5)*n,100)}%`);this.readyLine.style.background=`linear-gradient(to right, ${s.join(", ")})`}};var Zc=class{constructor(e,t){this.tours=e;let n=e?.title??"";this.select.setAttribute("aria-label",n),this.select.title="Walk past these networks, in order",this.root=w("label",{class:"nx-labelled nx-walks"},this.select),this.select.addEventListener("change",()=>{let s=this.offered[Number(this.select.value)];this.select.value!==""&&s&&t(s.ids)}),ve(this.root,!0)}tours;root;select=w("select",{class:"nx-select"});about=null;offered=[];render(e,t){e!==this.about&&(this.about=e,this.offered=e&&this.tours?this.tours.of(e):[],this.select.replaceChildren(w("option",{text:this.tours?.title??"",attributes:{value:""}}),...this.offered.map(({name:r},o)=>w("option",{text:r,attributes:{value:String(o)}}))),ve(this.root,this.offered.length===0));let n=wA(this.offered,t),s=n<0?"":String(n);this.select.value!==s&&(this.select.value=s)}};function wA(i,e){return i.findIndex(({ids:t})=>t.length===e.length&&t.every((n,s)=>n===e[s]))}var Jc=class{root;track;listButton;steer;listCount=w("span");ends;play;kinds=new Map;versus;spline;splineLabel;removeStop;walks;hint=w("p",{class:"nx-hint",text:"Click a network on the map, then “Set as A” or “Set as B”. Shift and click adds a stop."});constructor(e,t){this.track=new jc(t,e.curve,e.words.nouns),this.ends=[new Qc("A",t.look),new Qc("B",t.look)],this.play=dt(et("play"),"Play",t.play,"space"),this.play.classList.add("nx-play"),this.versus=w("select",{class:"nx-select",attributes:{"aria-label":"Beside it"}}),this.versus.addEventListener("change",()=>t.versus(this.versus.value||null)),this.spline=w("input",{attributes:{type:"checkbox"}}),this.spline.addEventListener("change",()=>t.spline(this.spline.checked)),this.splineLabel=w("label",{class:"nx-check",title:"A smooth curve through the stops"},this.spline,"Smooth"),this.removeStop=qe("Remove stop","Remove the chosen stop, or the one next to the handle",t.removeStop),this.walks=new Zc(e.tours,t.walk),this.listButton=qe("","Networks saved for show mode",t.list),this.listButton.append(et("list"),this.listCount);let n=qe("Show","Show mode: full screen, for a talk (S)",t.show,"nx-primary");n.prepend(et("show"));let s=qe("Optimize",`Let the latent walk toward ${e.optimizing.toward}`,t.optimize);s.prepend(et("climb")),this.steer=qe("Steer","Change what is shown by what it means: wider, higher back, … (D)",t.steer),this.steer.prepend(et("steer")),this.root=w("section",{class:"nx-journey",attributes:{"aria-label":"The path from A to B"}},w("div",{class:"nx-way"},this.ends[0].root,w("div",{class:"nx-middle"},this.track.root,this.hint),this.ends[1].root),w("div",{class:"nx-controls"},this.play,this.segmented(t),w("label",{class:"nx-labelled"},w("span",{class:"nx-faint",text:"Beside it"}),this.versus),this.walks.root,this.splineLabel,this.removeStop,dt(et("swap"),"Swap A and B",t.swap,"X"),w("span",{class:"nx-space"}),this.steer,s,this.listButton,n,dt(et("help"),"Help: words, trust, your own networks, keys",t.help,"?")))}render(e){let{view:t,course:n}=e,s=_t(t);this.ends[0].render(t.a,e),this.ends[1].render(t.b,e),ve(this.hint,s.length>=2),ve(this.track.root,s.length<2),ve(this.splineLabel,s.length<3),ve(this.removeStop,s.length<3),this.spline.checked=t.spline,this.play.disabled=n===null,Wc(this.play,t.play?"pause":"play"),We(this.play,"aria-label",t.play?"Pause":"Play"),nn(this.play,t.play),nn(this.steer,e.steering),be(this.listCount,t.tour.length>0?`List ${t.tour.length}`:"List");for(let[r,o]of this.kinds)o.checked=r===t.path;this.renderVersus(t),this.walks.render(e.about,s),this.track.render({t:t.t,course:n,spoken:e.spoken,ratio:e.ratio,ready:e.ready,held:e.held,stopNames:s.map(e.name),curves:e.curves,about:e.about})}renderVersus(e){if(this.versus.dataset.path!==e.path){this.versus.dataset.path=e.path;let t=Co.filter(n=>n!==e.path);this.versus.replaceChildren(w("option",{text:"nothing",attributes:{value:""}}),...t.map(n=>w("option",{text:Lo[n].toLowerCase(),attributes:{value:n}})))}this.versus.value!==(e.versus??"")&&(this.versus.value=e.versus??"")}segmented(e){let t=`nx-path-${Math.random().toString(36).slice(2)}`,n=Co.map(s=>{let r=w("input",{attributes:{type:"radio",name:t,value:s}});return r.addEventListener("change",()=>e.path(s)),this.kinds.set(s,r),w("label",{title:zv[s]},r,w("span",{text:Lo[s]}))});return w("div",{class:"nx-segmented",attributes:{role:"radiogroup","aria-label":"Kind of path"}},...n)}},Qc=class{root;image=w("img",{attributes:{alt:""}});label=w("span",{class:"nx-end-name"});id=null;constructor(e,t){this.root=w("button",{class:"nx-end",attributes:{type:"button"}},w("span",{class:"nx-end-picture"},this.image),w("span",{class:"nx-end-label"},w("span",{class:"nx-letter",text:e})," ",this.label)),this.root.addEventListener("click",()=>{this.id!==null&&t(this.id)})}render(e,t){this.id=e;let n=e===null?"not chosen":t.name(e);be(this.label,n),We(this.root,"title",e===null?n:`Look at ${n}`),this.root.disabled=e===null;let s=e===null?void 0:t.thumbnail(e);ve(this.image,s===void 0),s&&this.image.getAttribute("src")!==s&&(this.image.src=s)}};function Zv(i){let e=_t(i);if(e.length<2)return[null,null];let t=n=>({anchors:e,kind:n,spline:i.spline&&e.length>2});return[t(i.path),i.versus?t(i.versus):null]}function Jv(i,e){return!i||!e?i===e:i.kind===e.kind&&i.spline===e.spline&&i.anchors.join()===e.anchors.join()}function eh(i,e){let t=e.anchors.length<3||i.spline===e.spline;return i.kind===e.kind&&t&&i.anchors.join()===e.anchors.join()}function th(i,e,t=i.t){if(i.shown==="network")return[i.id===null?null:{kind:"network",id:i.id}];if(i.shown==="point")return[i.point===null?null:{kind:"told",key:i.point}];if(i.shown==="place")return[i.place?{kind:"map",x:i.place.x,y:i.place.y}:null];if(i.shown==="mean")return[i.selection.length>0?{kind:"mean",ids:[...i.selection]}:null];let[n,s,r]=i.sum;return i.shown==="sum"?[n===void 0||s===void 0||r===void 0?null:{kind:"analogy",a:n,b:s,c:r}]:(i.versus?[e[0],e[1]]:[e[0]]).map(a=>a?{kind:"path",path:a.key,t}:null)}function Qv(i,e){if(e.length===0)return[...i];let[t]=i;return[t?{kind:"steered",base:t,moves:e}:null]}function _i(i,e){return!i||!e||i.kind!==e.kind?!1:i.kind==="path"&&e.kind==="path"?i.path===e.path&&Math.abs(i.t-e.t)<1e-6:i.kind==="map"&&e.kind==="map"?Math.abs(i.x-e.x)<1e-6&&Math.abs(i.y-e.y)<1e-6:i.kind==="network"&&e.kind==="network"?i.id===e.id:i.kind==="told"&&e.kind==="told"?i.key===e.key:i.kind==="analogy"&&e.kind==="analogy"?i.a===e.a&&i.b===e.b&&i.c===e.c:i.kind==="steered"&&e.kind==="steered"?i.moves.join()===e.moves.join()&&_i(i.base,e.base):i.kind==="mean"&&e.kind==="mean"&&i.ids.join()===e.ids.join()}function e0(i,e){let t=Math.min(Math.max(e,0),1)*(i.length-1),n=Math.floor(t),[s=0,r=s]=[i[n],i[n+1]];return s+(r-s)*(t-n)}var nh=class{constructor(e){this.events=e;this.through=qe("Path through all","Make these networks the stops of the path",()=>{this.root.close(),e.path()}),this.clear=qe("Clear","Take all from the list",()=>e.change([])),this.root=w("dialog",{class:"nx-dialog",attributes:{"aria-label":"List for show mode"}},w("h3",{text:"List for show mode"}),this.text,this.list,w("div",{class:"nx-dialog-foot"},this.through,this.clear,w("span",{class:"nx-space"}),qe("Close","Close (Escape)",()=>this.root.close(),"nx-primary")))}events;root;list=w("ol",{class:"nx-saved"});text=w("p",{class:"nx-faint"});through;clear;tour=[];open(){this.root.open||this.root.showModal()}render(e,t){this.text.textContent=e.tour.length===0?"Nothing is saved yet: click a network on the map, then “Save to list”. In show mode, N and P go from one to the next.":`${si(e.tour.length)}; in show mode, N and P go from one to the next.`,this.through.disabled=e.tour.length<2,this.clear.disabled=e.tour.length===0,!(e.tour===this.tour&&this.list.childElementCount===e.tour.length)&&(this.tour=e.tour,this.list.replaceChildren(...e.tour.map((n,s)=>w("li",{},qe(t(n),"Look at this network",()=>this.events.look(n),"nx-link"),dt(et("close"),`Take ${t(n)} from the list`,()=>this.events.change(e.tour.filter((r,o)=>o!==s)))))))}};function t0(i,e,t,n,s,r){let o=MA(i),a=o.width/o.height*640,l=t.width/t.height*640,[c,h]=[a+24+l+56,752],u=640/o.height,d=i.replace(/^\s*<\?xml[^>]*>\s*/,""),p=(m,x,f,g,_,E)=>`<text x="${m}" y="${x}" font-family="${ap(r.font)}" font-size="${f}" font-weight="${g}" fill="${_}">${ap(E)}</text>`;return[`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${ih(c)} ${h}" width="${ih(c)}" height="${h}">`,`<title>${ap(n)}</title>`,`<rect width="100%" height="100%" fill="${r.paper}"/>`,'<g transform="translate(28 28)">',p(0,20,20,650,r.ink,n),p(0,42,14,400,r.faint,s),`<g transform="translate(0 56) scale(${u.toFixed(4)})">${d}</g>`,`<image x="${ih(a+24)}" y="56" width="${ih(l)}" height="640" href="${e}"/>`,"</g>","</svg>"].join(`
`)}function MA(i){let e=/<svg[^>]*>/.exec(i)?.[0]??"",t=o=>Number.parseFloat(new RegExp(`\\s${o}="([\\d.]+)`).exec(e)?.[1]??""),n=/viewBox="[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)"/.exec(e),[s,r]=[t("width")||Number(n?.[1]),t("height")||Number(n?.[2])];return s>0&&r>0?{width:s,height:r}:{width:100,height:100}}function ap(i){return i.replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}function ih(i){return Math.round(i*10)/10}async function n0(i){let e=await createImageBitmap(i),t={width:e.width,height:e.height};return e.close(),{url:await new Promise((s,r)=>{let o=new FileReader;o.onload=()=>s(String(o.result)),o.onerror=()=>r(o.error??new Error("The picture could not be read.")),o.readAsDataURL(i)}),size:t}}function i0(i){a0(i,async()=>xr(`${o0(i)}.png`,await i.viewer.picture()))}function s0(i){a0(i,async()=>{let{url:e,size:t}=await n0(await i.viewer.picture()),n=t0(i.map.svg(),e,t,r0(i),i.title,i.theme);xr(`${o0(i)}.svg`,new Blob([n],{type:"image/svg+xml"}))})}function r0(i){return Io(i.view,_t(i.view),i.stops(),e=>i.name(e))}function o0(i){return`${i.space} ${r0(i)}`.toLowerCase().replaceAll("%"," percent").replace(/[^a-z0-9]+/g,"-")}function a0(i,e){e().catch(t=>{i.say(`This could not be saved: ${t instanceof Error?t.message:String(t)}`)})}function SA(i,e){let t=new URL(e),n=pr(i);if(i.shown==="point"){let s=t.searchParams.get("view")==="point"?t.searchParams.get("point"):null;if(s===null||t.searchParams.get("called")!==i.called)return null;n.point=s}return t.search=new URLSearchParams(n).toString(),t.hash="",t.href}function l0(i){let e=SA(i.view,location.href);e===null?i.say("The link is not ready yet: try again when what is shown rests."):TA(e).then(t=>i.say(t?"The link is copied.":`This browser does not copy: ${e}`))}async function TA(i){try{return await navigator.clipboard.writeText(i),!0}catch{let e=document.createElement("textarea");e.value=i,document.body.append(e),e.select();let t=document.execCommand("copy");return e.remove(),t}}function c0(i,e){return{columns:["id","name",...i.labels.map(t=>t.title)],rows:e.map(t=>({id:t,cells:[t,i.names[t]??"",...i.labels.map(n=>EA(n,t))]}))}}function lp(i,e,t){let n=t?-1:1;return[...i].sort((s,r)=>{let[o,a]=[s.cells[e]??"",r.cells[e]??""];return typeof o=="number"&&typeof a=="number"?n*(o-a):n*String(o).localeCompare(String(a),"en",{numeric:!0})})}function h0(i){let e=t=>/[",\r\n]/.test(String(t))?`"${String(t).replaceAll('"','""')}"`:String(t);return[i.columns,...i.rows.map(t=>t.cells)].map(t=>`${t.map(e).join(",")}\r
`).join("")}function u0(i){return typeof i=="number"&&!Number.isInteger(i)?i.toFixed(3):String(i)}function EA(i,e){return"categories"in i?i.categories[i.codes[e]??-1]??"":Number((i.values[e]??Number.NaN).toPrecision(7))}var sh=class{constructor(e,t){this.events=t;this.mean=qe(e,"Decode the mean of their latents",t.mean),this.tour=qe("Tour through it",`A path from one to the next, of at most ${Wn}`,t.tour);let n=qe("CSV","Save this table",()=>this.save());n.prepend(et("download")),this.root=w("section",{class:"nx-selection",attributes:{"aria-label":"Selected networks"}},w("div",{class:"nx-selection-head"},this.count,w("span",{class:"nx-space"}),this.mean,this.tour,n,dt(et("close"),"Clear the selection",t.clear)),w("div",{class:"nx-table-box",attributes:{tabindex:"0","aria-label":"Table of the selected networks"}},this.table)),this.root.hidden=!0}events;root;count=w("b");mean;tour;table=w("table",{class:"nx-table"});shown=null;of=null;data=null;column=0;descending=!1;chosen=null;render(e,t){if(ve(this.root,e.selection.length===0),e.selection.length===0)return;be(this.count,`${si(e.selection.length)} selected`),nn(this.mean,e.shown==="mean"),this.tour.disabled=e.selection.length<2;let[n,s]=[e.selection.length,Math.min(e.selection.length,Wn)];be(this.tour,s<n?`Tour through ${s} of ${n.toLocaleString("en")}`:"Tour through it"),t&&(e.selection!==this.of||t!==this.data)&&([this.of,this.data]=[e.selection,t],this.shown=c0(t,e.selection),this.draw()),e.id!==this.chosen&&this.mark(e.id)}draw(){if(!this.shown)return;let e=this.shown.columns.map((n,s)=>{let r=qe(n,`Sort by ${n}`,()=>this.sortBy(s),"nx-link"),o=s===this.column?this.descending?"descending":"ascending":"none";return w("th",{attributes:{scope:"col","aria-sort":o}},r)}),t=lp(this.shown.rows,this.column,this.descending).map(n=>{let s=n.cells.map((r,o)=>{let a=w("td",{class:typeof r=="number"?"nx-number":""});return o===1?a.append(qe(String(r),"Look at this network",()=>this.events.look(n.id),"nx-link")):a.textContent=u0(r),a});return w("tr",{attributes:{"data-id":String(n.id)}},...s)});this.table.replaceChildren(w("thead",{},w("tr",{},...e)),w("tbody",{},...t)),this.mark(this.chosen)}sortBy(e){this.descending=e===this.column&&!this.descending,this.column=e,this.draw(),this.table.querySelectorAll("th button")[e]?.focus()}mark(e){this.chosen=e;for(let t of this.table.querySelectorAll("tbody tr")){let n=t.dataset.id===String(e);t.classList.toggle("nx-chosen",n),n&&t.scrollIntoView({block:"nearest"})}}save(){if(!this.shown)return;let e=lp(this.shown.rows,this.column,this.descending),t=h0({columns:this.shown.columns,rows:e});xr("selection.csv",new Blob([t],{type:"text/csv"}))}};var AA=2e3,rh=class{constructor(e,t){this.root=e;this.events=t;this.text=w("div",{class:"nx-show-text"},this.title,w("div",{class:"nx-show-line"},this.share,this.dot,this.word)),this.play=dt(et("play"),"Play",t.play,"space"),this.loop=dt(et("loop"),"Back and forth",t.loop,"L");let n=(s,r,o)=>{let a=w("button",{class:"nx-icon-button",text:s,title:r,attributes:{type:"button","aria-label":r}});return a.addEventListener("click",()=>t.faster(o)),a};this.controls=w("div",{class:"nx-show-controls"},this.play,this.loop,n("−","Slower (−)",-1),this.speed,n("+","Faster (+)",1),dt(et("close"),"Leave show mode",t.leave,"Esc")),document.addEventListener("fullscreenchange",this.fullScreenChanged),e.addEventListener("pointermove",this.woken)}root;events;text;controls;title=w("div",{class:"nx-big"});share=w("span",{class:"nx-share"});dot=w("span",{class:"nx-dot"});word=w("span");play;loop;speed=w("span",{class:"nx-speed"});on=!1;full=!1;timer=0;hidden=[];passed=[];added=new MutationObserver(()=>this.hide());mapHidden=!1;textHidden=!1;get showing(){return this.on}enter(e){if(!this.on){this.on=!0,this.root.classList.add("nx-showing"),this.raise(),this.hide();for(let t=this.root.parentElement;t;t=t.parentElement)this.added.observe(t,{childList:!0}),!(t.tabIndex<0)&&(t.tabIndex=-1,this.passed.push(t));document.activeElement?.blur(),e&&this.fullScreen(),this.woken(),this.events.resized()}}leave(){if(this.on){this.on=!1,clearTimeout(this.timer),this.added.disconnect();for(let e of this.hidden)e.inert=!1;for(let e of this.passed)e.tabIndex=0;[this.hidden,this.passed]=[[],[]],this.lower(),this.root.classList.remove("nx-showing","nx-still","nx-no-map","nx-no-text"),[this.mapHidden,this.textHidden]=[!1,!1],this.full&&document.fullscreenElement&&document.exitFullscreen(),this.full=!1,this.events.resized()}}toggleMap(){this.mapHidden=!this.mapHidden,this.root.classList.toggle("nx-no-map",this.mapHidden)}toggleText(){this.textHidden=!this.textHidden,this.root.classList.toggle("nx-no-text",this.textHidden)}async fullScreen(){if(document.fullscreenElement){this.full=!1,await document.exitFullscreen();return}try{await document.documentElement.requestFullscreen(),this.full=!0}catch{this.full=!1}}render(e){be(this.title,e.title),be(this.share,e.share),ve(this.share,e.share===""),be(this.word,e.word),this.dot.dataset.trust=e.trust,ve(this.dot,e.word===""),Wc(this.play,e.view.play?"pause":"play"),We(this.play,"aria-label",e.view.play?"Pause":"Play"),nn(this.loop,e.view.loop),this.root.classList.toggle("nx-comparing",e.view.versus!==null&&e.view.shown==="path"),be(this.speed,`${e.view.speed}×`)}dispose(){this.leave(),document.removeEventListener("fullscreenchange",this.fullScreenChanged),this.root.removeEventListener("pointermove",this.woken)}woken=()=>{this.on&&(this.root.classList.remove("nx-still"),clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.root.classList.add("nx-still"),AA))};fullScreenChanged=()=>{if(this.on){if(!document.fullscreenElement&&this.full){this.full=!1,this.events.left();return}this.lower(),this.raise(),this.events.resized()}};hide(){for(let e of CA(this.root))e.inert=!0,this.hidden.push(e)}raise(){"showPopover"in this.root&&(this.root.setAttribute("popover","manual"),this.root.showPopover())}lower(){this.root.hasAttribute("popover")&&(this.root.hidePopover(),this.root.removeAttribute("popover"))}};function CA(i){let e=[];for(let t=i;t?.parentElement;t=t.parentElement)for(let n of t.parentElement.children)n!==t&&n instanceof HTMLElement&&!n.inert&&e.push(n);return e}var RA=5e3,oh=class{banner=w("div",{class:"nx-banner",attributes:{role:"status","aria-live":"polite"}});line=w("div",{class:"nx-quality",attributes:{"aria-hidden":"true"}});spoken=w("div",{class:"nx-unseen",attributes:{role:"status"}});timer=0;trouble="";constructor(){this.banner.hidden=!0}bad(e){this.trouble=e,this.draw(e,!0)}well(e){this.trouble&&(this.trouble="",this.say(e))}say(e){this.draw(e,!1),this.timer=window.setTimeout(()=>{this.trouble?this.draw(this.trouble,!0):ve(this.banner,!0)},RA)}announce(e){be(this.spoken,e)}quality(e){be(this.line,e)}dispose(){clearTimeout(this.timer)}draw(e,t){clearTimeout(this.timer),this.banner.classList.toggle("nx-bad-news",t),be(this.banner,e),ve(this.banner,!1)}};function d0(i){let{kind:e,frames:t,waiting:n,name:s}=i,{steer:r}=i.view,[o]=t,a=r.length>0||i.view.shown==="sum",l=i.view.shown==="point"||a,c=l?{...i.view,shown:"place"}:i.view,h=i.course?.stops??[],u=Io(i.view,_t(c),h,s),d=r.length>0?`${u}, ${lv(r,i.directions)}`:u,p=hp(c),m=n?null:o?.where??null,x=n||!o?"":e.words.spoken(o,i.about);return{view:c,away:a,title:d,where:m,spoken:[d,Vv(m,n?cp:ah(e,o,p),s),x].filter(Boolean).join(": "),large:l?{title:d,share:""}:PA(c,h,s),worth:n||!o?cp:LA(i,o,p),standing:n?cp:ah(e,o,p),sides:IA(e,c,t),quality:o?`${e.words.fineness(o)} · ${Math.round(o.milliseconds)} ms`:""}}var cp={word:"",trust:"none"};function hp(i){return i.shown==="path"&&i.path==="raw"}function PA(i,e,t){let n=_t(i);if(i.shown!=="path"||n.length<2)return{title:Io(i,n,e,t),share:""};let{leg:s,share:r}=ip(e.length===n.length?e:sp(n.length),i.t),[o,a]=[n[s]??0,n[s+1]??0];return{title:`${Tn(t(o))} → ${t(a)}`,share:Oo(r)}}function LA({kind:i,about:e},t,n){let s=ah(i,t,n);return{word:[i.words.worth(t,e),s.word].filter(Boolean).join(" · "),trust:s.trust}}function ah(i,e,t){let n=e&&i.words.soundness?.(e);return Iv(e?.where?.ratio??null,t,n??null)}function IA(i,e,t){if(e.shown!=="path"||!e.versus)return["",""];let n=(s,r)=>[Lo[s],ah(i,r,s==="raw").word].filter(Boolean).join(" · ");return[n(e.path,t[0]),n(e.versus,t[1])]}var lh=class{constructor(e,t){this.there=e;let n=(h,u)=>e.includes(h)?[u]:[],s=h=>()=>t.change({[h]:!(this.view?.[h]??!1)}),r=dt(et("turntable"),"Turntable",s("turntable"),"T"),o=dt(et("wireframe"),"Wireframe",s("wireframe"),"W"),a=dt(et("section"),"Section",()=>t.change({section:this.view?.section==null?0:null}),"C"),l=dt(et("insets"),"Show both ends small",s("insets"),"I"),c=dt(et("compare"),"Compare with another path",t.compare,"V");this.section=w("input",{class:"nx-range",attributes:{type:"range",min:"-1",max:"1",step:"0.01","aria-label":"Place of the section"}}),this.section.addEventListener("input",()=>t.change({section:Number(this.section.value)})),this.sectionBox=w("span",{class:"nx-section"},this.section),this.toggles=[[r,h=>h.turntable],[o,h=>h.wireframe],[a,h=>h.section!==null],[l,h=>h.insets],[c,h=>h.versus!==null&&h.shown==="path"]],this.root=w("div",{class:"nx-tools",attributes:{role:"toolbar","aria-label":"Viewer"}},...n("reset",dt(et("reset"),"Reset the camera",t.reset,"0")),...n("turntable",r),...n("wireframe",o),...n("section",a),this.sectionBox,...n("insets",l),c,w("span",{class:"nx-divider"}),dt(et("picture"),"Save the picture (PNG)",t.picture),dt(et("figure"),"Save the figure (SVG)",t.figure),dt(et("link"),"Copy the link to what is shown",t.link))}there;root;toggles;section;sectionBox;view=null;render(e){this.view=e;for(let[t,n]of this.toggles)nn(t,n(e));ve(this.sectionBox,e.section===null||!this.there.includes("section")),e.section!==null&&(We(this.section,"aria-valuetext",e.section.toFixed(2)),Number(this.section.value)!==e.section&&(this.section.value=String(e.section)))}};var DA=250,ch=class{constructor(e){this.desk=e;let{actions:t,kind:n,steering:s}=e;this.help=new Yc(n),this.facts=new qc({look:m=>t.look(m),setA:()=>t.setEnd("a"),setB:()=>t.setEnd("b"),addStop:()=>t.addStop(),save:()=>t.save()}),this.journey=this.makeJourney(),this.strip=new $c(n.optimizing,{start:(...m)=>Ov(e,...m),control:m=>e.send({type:"optimize_control",action:m}),look:(m,x)=>e.optimizer.look(m,x),close:()=>this.showOptimizer(!1)}),this.steer=new Xc({move:(m,x,f)=>s.move(m,x,f),value:(m,x)=>s.value(m,x),reset:()=>s.reset(),arm:m=>s.arm(m),sum:()=>s.sum(),close:()=>s.show(!1)}),this.selection=new sh(n.words.mean,{look:m=>t.look(m),mean:()=>t.mean(),tour:()=>t.tour(),clear:()=>t.select([])}),this.saved=new nh({look:m=>t.look(m),change:m=>e.change({tour:m}),path:()=>t.pathThroughList()}),this.tools=new lh(n.tools,{reset:()=>e.viewer.reset?.(),change:m=>e.change(m),compare:()=>t.compare(),picture:()=>i0(e),figure:()=>s0(e),link:()=>l0(e)}),this.show=new rh(e.panes.app,{left:()=>e.change({show:!1}),play:()=>t.play(),loop:()=>e.change({loop:!e.view.loop}),faster:m=>t.faster(m),leave:()=>e.change({show:!1}),resized:()=>this.resized()});let{facts:r,journey:o,strip:a,steer:l,selection:c,show:h,status:u,tools:d}=this,p=[this.help.root,this.saved.root];xv(e.panes,{facts:r,journey:o,strip:a,steer:l,selection:c,show:h,status:u,tools:d,dialogs:p}),this.endings=[vv(e.panes,()=>this.resized()),Xv(e.panes.app,()=>this.show.showing,this.keyActions())]}desk;status=new oh;facts;journey;strip;steer;selection;saved;show;tools;help;endings;asked=0;waitingSince=0;titles="";spoken="";push(e,t){let{map:n,viewer:s}=this.desk;t("a","b","via")&&n.setAnchors(_t(e)),t("shown","id")&&n.setChosen(e.shown==="network"?e.id:null),t("colour")&&e.colour&&n.setColour(e.colour),t("hidden")&&n.setHidden([...e.hidden]),t("search")&&n.setSearch(e.search),t("selection")&&n.setSelection([...e.selection]),t("place")&&n.setFree(e.place),t("sheet")&&n.setSheet(e.sheet),t("terrain")&&this.setTerrain(e),t("window")&&this.setWindow(e),t("camera")&&e.camera&&s.look?.(e.camera),t("wireframe","section","turntable","insets","versus","shown","show")&&this.setOptions(e),t("shown")&&this.showEnds(),t("show")&&this.setShow(e.show)}showEnds(){this.desk.viewer.showEnds?.(...this.desk.travel.ends())}render(){this.asked===0&&(this.asked=requestAnimationFrame(()=>{this.asked=0,this.draw()}))}announce(){this.status.announce(this.spoken)}dispose(){cancelAnimationFrame(this.asked);for(let e of this.endings)e();this.show.dispose(),this.status.dispose()}draw(){let{desk:e}=this,{data:t,travel:n,steering:s,optimizer:r}=e,o=g=>e.name(g),{course:a,hand:l,waiting:c}=n,h=l.frame(0),u=d0({kind:e.kind,view:e.view,course:a,frames:[h,l.frame(1)],waiting:c,directions:e.directions,about:t?.about??null,name:o}),{view:d,title:p,where:m,spoken:x}=u;this.spoken=x,e.map.setHandle(a?d.t:null);let f=u.away||d.shown==="point"&&r.index===null;e.map.setSteered(f?h?.where?.position??null:null),this.facts.render({view:d,title:p,frame:h,standing:u.standing,data:t,name:o,pending:c}),this.tools.render(d),this.selection.render(d,t),this.saved.render(d,o),this.journey.render({view:d,course:a,name:o,thumbnail:g=>e.thumbnails.get(g),ratio:a?.ratios?e0(a.ratios,d.t):null,spoken:x,ready:g=>n.ready(g),held:a?n.frames.count(a.key):0,curves:n.worths(),about:t?.about??null,steering:s.open}),this.show.render({view:d,...u.large,...u.worth}),this.steer.render({open:s.open,offer:e.directions,moves:e.view.steer,where:m,measured:s.measuredAt(c||!h||h.resolution<e.kind.detail.finest/2?null:h.place,g=>e.send({type:"measure",place:g})),raw:hp(e.view),name:o,slots:s.slots,armed:s.armed}),this.drawTitles(u.sides),this.drawStrip(),this.drawQuality(u.quality)}drawStrip(){let{run:e,kept:t,index:n,open:s}=this.desk.optimizer;for(let[d,p]of[[this.journey.root,s],[this.strip.root,!s]])d.classList.toggle("nx-away",p),p?We(d,"inert",""):d.removeAttribute("inert");if(!s)return;let{kind:r,view:o,data:a}=this.desk,[l,c,h]=[o.a,o.b,o.id].map(d=>d!==null&&mr(d)?null:d),u=r.optimizing.goals({a:l,b:c,id:h,name:d=>this.desk.name(d),about:a?.about??null});this.strip.render({run:e,kept:t,index:n,goals:u})}drawTitles(e){let t=e.join("|");t!==this.titles&&(this.titles=t,this.desk.viewer.setTitles(...e))}drawQuality(e){let{waiting:t}=this.desk.travel;t&&this.waitingSince===0&&(this.waitingSince=performance.now()),t||(this.waitingSince=0);let n=t&&performance.now()-this.waitingSince>DA;this.desk.panes.viewer.classList.toggle("nx-waiting",n),t&&!n&&this.render(),this.status.quality(e)}showOptimizer(e){this.desk.optimizer.open=e,this.render()}setOptions(e){this.desk.viewer.setOptions({wireframe:e.wireframe,section:e.section,turntable:e.turntable,insets:e.insets&&e.shown==="path"&&!e.show,compare:e.versus!==null&&e.shown==="path"})}setTerrain({terrain:e}){let{map:t}=this.desk,n=t.terrain;t.setGround(e),t.terrain!==n&&this.desk.send({type:"terrain",on:t.terrain})}setWindow(e){let{map:t}=this.desk;if(!e.window)return;let{x:n,y:s,half:r}=t.window,{window:o}=e;Math.abs(n-o.x)+Math.abs(s-o.y)+Math.abs(r-o.half)>1e-6&&(t.window=o)}setShow(e){let t=navigator.userActivation?.isActive??!1;e?this.show.enter(t):this.show.leave(),e&&!t&&this.status.say("Space plays, F fills the screen, Esc leaves, ? lists all keys."),this.desk.map.setCompact(e)}resized(){this.desk.map.resize(),this.desk.viewer.resize?.()}makeJourney(){let{desk:e}=this,{actions:t}=e;return new Jc(e.kind,{moved:(n,s)=>e.moved({t:n,shown:"path",play:!1},s),drag:n=>e.drag(n),look:n=>t.look(n),path:n=>e.change({path:n,shown:"path",play:!1,versus:e.view.versus===n?null:e.view.versus}),versus:n=>e.change({versus:n,shown:"path"}),spline:n=>e.change({spline:n,shown:"path",play:!1}),play:()=>t.play(),swap:()=>t.swap(),removeStop:()=>t.removeStop(),walk:n=>t.walk(n),list:()=>this.saved.open(),optimize:()=>this.showOptimizer(!0),steer:()=>e.steering.show(!e.steering.open),show:()=>e.change({show:!0}),help:()=>this.help.open()})}keyActions(){let{desk:e}=this,{actions:t}=e,n={turntable:()=>e.change({turntable:!e.view.turntable}),wireframe:()=>e.change({wireframe:!e.view.wireframe}),insets:()=>e.change({insets:!e.view.insets}),section:()=>e.change({section:e.view.section===null?0:null}),compare:()=>t.compare(),reset:()=>e.viewer.reset?.()};return{help:()=>this.help.open(),show:()=>e.change({show:!0}),play:()=>t.play(),step:s=>t.step(s),setA:()=>t.setEnd("a"),setB:()=>t.setEnd("b"),addStop:()=>t.addStop(),swap:()=>t.swap(),steer:()=>e.steering.show(!e.steering.open),save:()=>t.save(),tool:s=>{(s==="compare"||e.kind.tools.includes(s))&&n[s]()},faster:s=>t.faster(s),loop:()=>e.change({loop:!e.view.loop}),next:s=>t.next(s),toggleMap:()=>this.show.toggleMap(),toggleText:()=>this.show.toggleText(),fullScreen:()=>{this.show.fullScreen()},leave:()=>e.change({show:!1})}}};var hh=class{drag=[];wants=[];exact=[];frameBytes=[];firstPathMs=[];allAheadMs=[];restMs=[];reconnects=0;keep(e,t){e.push(t),e.length>4e3&&e.splice(0,e.length-4e3)}movedFor(e){for(let t=this.wants.length-1;t>=0;t-=1)if(this.wants[t]?.seq===e)return this.wants[t]?.moved}clear(){for(let e of[this.drag,this.wants,this.exact,this.frameBytes,this.firstPathMs,this.allAheadMs,this.restMs])e.length=0}};var uh=class{constructor(e,t){this.control=e;this.ports=t}control;ports;open=!1;armed=null;slots=[null,null,null];measured=null;asked=null;show(e){this.open=e,this.armed=null,this.ports.changed()}offer(e){let{sum:t}=this.control.view;this.slots.every(n=>n===null)&&(this.slots=t.length===3?[...t]:[...e??[null,null,null]])}measuredAt(e,t){return!this.open||e===null?null:this.measured&&_i(this.measured.place,e)?this.measured.values:(!_i(this.asked,e)&&t(e)&&(this.asked=e),null)}took(e){this.measured=e,this.asked=null}move(e,t,n){this.ports.drag(n),this.ports.hold(),this.control.change({steer:Rc(this.control.view.steer,e,t)},n)}value(e,t){this.ports.hold(),this.control.change({steer:iv(this.control.view.steer,e,t)})}reset(){this.control.change({steer:[]})}arm(e){this.armed=e,this.ports.changed()}sum(){let e=this.slots.filter(t=>t!==null);e.length===3&&this.control.change({shown:"sum",sum:e,play:!1,versus:null})}takes(e){return this.armed===null?!1:(this.slots=this.slots.map((t,n)=>n===this.armed?e:t),this.armed=null,this.ports.changed(),this.control.view.shown==="sum"&&this.sum(),!0)}};var NA=["#E69F00","#56B4E9","#009E73","#D55E00","#0072B2","#CC79A7","#BFAE00","#7E57C2","#8D5B3C","#8BC220"],kA="system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif",p0={dark:!1,ink:"#1C2430",faint:"#5F6A78",paper:"#FFFFFF",panel:"#F3F5F7",line:"#D9DEE5",primary:"#0B7A69",material:"#DDA673",otherMaterial:"#93A9BD",font:kA,categorical:NA,good:"#0B7A69",middling:"#A96A00",bad:"#B3372F"},OA={...p0,dark:!0,ink:"#EEF1F5",faint:"#98A3B3",paper:"#11161D",panel:"#1C2430",line:"#303A48",primary:"#2FA893",material:"#E0AC7B",otherMaterial:"#8FA6BC",good:"#4CC9B0",middling:"#F0B14A",bad:"#F0837B"};function up(i,e){let t=getComputedStyle(i),n=a=>t.getPropertyValue(`--st-${a}`).trim(),s=n("background-color"),o=(s?FA(s)<.4:e==="dark")?OA:p0;return{...o,ink:n("text-color")||o.ink,paper:s||o.paper,panel:n("secondary-background-color")||o.panel,line:n("border-color")||o.line,primary:n("primary-color")||o.primary,font:n("font")||o.font}}function dp(i,e){let t=["ink","faint","paper","panel","line","primary","material","good","middling","bad","font"];for(let n of t)i.style.setProperty(`--nx-${n}`,e[n]);i.style.setProperty("color-scheme",e.dark?"dark":"light"),i.classList.toggle("nx-dark",e.dark)}function f0(i,e){let t=0,n=()=>{cancelAnimationFrame(t),t=requestAnimationFrame(e)},s=new MutationObserver(n);for(let o=i.parentElement;o;o=o.parentElement)s.observe(o,{attributes:!0,attributeFilter:["class","style","data-theme"]});let r=matchMedia("(prefers-color-scheme: dark)");return r.addEventListener("change",n),()=>{cancelAnimationFrame(t),s.disconnect(),r.removeEventListener("change",n)}}function FA(i){let e=document.createElement("canvas").getContext("2d");if(!e)return 1;e.fillStyle="#ffffff",e.fillStyle=i,e.fillRect(0,0,1,1);let[t=255,n=255,s=255]=e.getImageData(0,0,1,1).data;return(.2126*t+.7152*n+.0722*s)/255}var dh=class{constructor(e){this.send=e}send;urls=new Map;asked=new Set;colour="";get(e){return this.urls.get(e)}setColour(e){let t=e.toLowerCase();t!==this.colour&&(this.colour=t,this.clear())}need(e){let t=[...new Set(e)].filter(n=>!this.urls.has(n)&&!this.asked.has(n));for(let n=0;n<t.length;n+=64){let s=t.slice(n,n+64);if(!this.send(s,this.colour))return;for(let r of s)this.asked.add(r)}}took(e,t,n){if(this.asked.delete(e),t!==this.colour)return URL.revokeObjectURL(n),!1;this.forget(e),this.urls.set(e,n);let s=this.urls.size>3e3?this.urls.keys().next().value:void 0;return s!==void 0&&this.forget(s),!0}again(){this.asked.clear()}clear(){for(let e of[...this.urls.keys()])this.forget(e);this.asked.clear()}forget(e){let t=this.urls.get(e);t!==void 0&&URL.revokeObjectURL(t),this.urls.delete(e)}};var ph=class{constructor(e=12e7){this.limitBytes=e}limitBytes;answers=new Map;ahead=new Map;paths=new Map;held=0;get bytes(){return this.held}count(e){return(this.paths.get(e)??[]).filter(({frame:t})=>t.seq<0).length}add(e){let t=e.seq<0?this.ahead:this.answers,n=Do(e.place),s=t.get(n);if(s&&s.frame.resolution>e.resolution){s.frame={...s.frame,where:e.where};return}s&&this.remove(t,n,s);let r={frame:e,size:UA(e)};t.set(n,r),this.held+=r.size,this.enlist(r),this.shrink(r)}exact(e,t=1){let n=Do(e),[s,r]=[this.answers.get(n),this.ahead.get(n)],o=s&&r?r.frame.resolution>s.frame.resolution?r:s:s??r;if(!(!o||o.frame.resolution<t))return this.touch(o),o.frame}nearest(e,t,n=Number.POSITIVE_INFINITY){let s=this.paths.get(e)??[],r=m0(s,t),o,a=Number.POSITIVE_INFINITY;for(let l of[-1,1])for(let c=l<0?r-1:r;c>=0&&c<s.length;c+=l){let h=s[c],u=Math.abs(g0(h)-t);if(u>a)break;h.frame.resolution>n||((u<a||o&&h.frame.resolution>o.frame.resolution)&&(o=h),a=u)}return o&&this.touch(o),o?.frame}dropPath(e){for(let t of[...this.paths.get(e)??[]])this.remove(this.kindOf(t),Do(t.frame.place),t)}clear(){this.answers.clear(),this.ahead.clear(),this.paths.clear(),this.held=0}kindOf({frame:e}){return e.seq<0?this.ahead:this.answers}touch(e){let[t,n]=[this.kindOf(e),Do(e.frame.place)];t.delete(n),t.set(n,e)}enlist(e){let{place:t}=e.frame;if(t.kind!=="path")return;let n=this.paths.get(t.path);n?n.splice(m0(n,t.t),0,e):this.paths.set(t.path,[e])}remove(e,t,n){e.delete(t),this.held-=n.size;let{place:s}=n.frame,r=s.kind==="path"?this.paths.get(s.path):void 0;!r||s.kind!=="path"||(r.splice(r.indexOf(n),1),r.length===0&&this.paths.delete(s.path))}shrink(e){for(let t of[this.answers,this.ahead])for(let[n,s]of t){if(this.held<=this.limitBytes)return;s!==e&&this.remove(t,n,s)}}};function Do(i){switch(i.kind){case"path":return`path ${i.t.toFixed(6)} ${i.path}`;case"map":return`map ${i.x.toFixed(6)} ${i.y.toFixed(6)}`;case"network":return`network ${i.id}`;case"mean":return`mean ${i.ids.join()}`;case"told":return`told ${i.key}`;case"analogy":return`analogy ${i.a} ${i.b} ${i.c}`;case"steered":return`${Do(i.base)} steered ${i.moves.map(e=>e.join()).join()}`}}function UA({content:i}){return i.held+400}function g0({frame:i}){return i.place.kind==="path"?i.place.t:0}function m0(i,e){let[t,n]=[0,i.length];for(;t<n;){let s=t+n>>1;g0(i[s])<e?t=s+1:n=s}return t}var BA=8e3,fh=class{constructor(e){this.ports=e}ports;slots=[x0(),x0()];drawn(e){return this.slots[e].course}current(){let[e,t]=this.slots.map(({wish:n,course:s})=>n&&s&&eh(s,n)?s:null);return[e??null,t??null]}wishedAt(e){return this.slots[e].wishedAt}wish(e,t){let n=this.slots[e];Jv(t,n.wish)||(n.wish=t,n.wishedAt=this.ports.now(),t?this.send(e):this.replace(e,null))}took(e,t){let n=this.slots[e];n.sent&&eh(t,n.sent)&&(n.sent=null),n.wish&&eh(t,n.wish)?this.replace(e,t):n.sent||this.send(e)}failed(){for(let e of this.slots)e.sent=null}again(){for(let e of[0,1])this.slots[e].sent=null,this.slots[e].wish&&this.send(e)}send(e){let t=this.slots[e];!t.wish||t.sent&&this.ports.now()-t.sentAt<BA||this.ports.send(e,t.wish)&&(t.sent=t.wish,t.sentAt=this.ports.now())}replace(e,t){let n=this.slots[e],[s,r]=[n.course,this.slots[e===0?1:0].course];n.course=t,s&&s.key!==t?.key&&s.key!==r?.key&&this.ports.dropped(s),this.ports.changed(e)}};function x0(){return{wish:null,wishedAt:0,course:null,sent:null,sentAt:0}}var mh=class{constructor(e){this.ports=e}ports;places=[];wanted=[];moving=!1;moved=0;seq=0;answered=-1;unsent=!1;newlyAsked=!1;asked=!1;canvas=[null,null];newest=[null,null];restingSince=null;restSeen=new Set;move(e,t,n=e){let s=e.length===this.places.length&&e.every((o,a)=>_i(o,this.places[a]));if(s&&t===this.moving&&n===e)return;!t&&(this.moving||!s)&&this.startResting(),t&&(this.restingSince=null),this.places=e;let r=n.indexOf(null);this.wanted=r<0?n:n.slice(0,r),this.moving=t,this.moved=this.ports.now(),this.unsent=!0,this.ask()}took(e){let{stats:t}=this.ports,n=this.ports.now();if(t.keep(t.frameBytes,{resolution:e.resolution,bytes:e.bytes}),e.seq>=0&&(this.newest[e.slot]=e),e.seq>this.answered&&e.slot===0){this.answered=e.seq;let{seq:s,resolution:r,bytes:o,milliseconds:a}=e,l=n-(t.movedFor(s)??n);t.keep(t.exact,{seq:s,resolution:r,received:n,latency:l,bytes:o,engine:a})}this.noteRest(e,n),_i(e.place,this.places[e.slot])?this.display():this.ask()}again(){this.unsent=!0,this.ask()}anew(){this.newlyAsked=!0,this.again()}frame(e){return this.canvas[e]}startResting(){this.restingSince=this.ports.now(),this.restSeen.clear()}noteRest(e,t){this.restingSince===null||e.slot!==0||!_i(e.place,this.places[0])||e.seq<0||this.restSeen.has(e.resolution)||(this.restSeen.add(e.resolution),this.ports.stats.keep(this.ports.stats.restMs,{resolution:e.resolution,ms:t-this.restingSince}))}ask(){this.asked||(this.asked=!0,this.ports.onNextFrame(()=>{this.asked=!1,this.send(),this.display()}))}send(){if(!this.unsent||this.wanted.length===0)return;let e=this.moving?1:this.ports.finest;if(!this.newlyAsked&&this.wanted.every(n=>this.ports.exact(n,e))){this.unsent=!1;return}if(this.seq+=1,!this.ports.send(this.seq,this.wanted,this.moving))return;this.unsent=!1,this.newlyAsked=!1;let{stats:t}=this.ports;t.keep(t.wants,{seq:this.seq,moved:this.moved,sent:this.ports.now(),moving:this.moving})}display(){for(let o of[0,1]){let a=this.choose(o);a!==this.canvas[o]&&(this.canvas[o]=a,this.ports.show(o,a))}let[e]=this.places,t=this.canvas[0],n=e?.kind==="path"&&t?.place.kind==="path"&&t.place.path===e.path,s=e?.kind==="told"||e?.kind==="steered",r=n||this.moving&&s&&t?.place.kind===e.kind;this.ports.shown(t,!r&&!_i(t?.place,e))}choose(e){let t=this.places[e];if(!t)return e<this.places.length?this.canvas[e]:null;let n=this.ports.exact(t);if(n)return n;if(t.kind==="path")return this.ports.nearest(t.path,t.t)??this.canvas[e];let s=this.newest[e];return["map","told","steered"].includes(t.kind)&&s?.place.kind===t.kind?s:this.canvas[e]}};function v0(i,e){return 5*Math.max(i,1)**.8/e}function y0(i){return i>=1?{t:0,direction:1,resting:.7,done:!1}:{t:i,direction:1,resting:0,done:!1}}function b0(i,e,t,n){if(i.done)return i;if(i.resting>0)return{...i,resting:Math.max(i.resting-e,0)};let s=i.t+i.direction*e*w0(i.t)/t;return s>0&&s<1?{...i,t:s}:n?{t:s>=1?1:0,direction:s>=1?-1:1,resting:.7,done:!1}:{t:s>=1?1:0,direction:i.direction,resting:0,done:!0}}function _0(i,e,t){return i.done||i.resting>e?i.t:Math.min(Math.max(i.t+i.direction*(e-i.resting)*w0(i.t)/t,0),1)}function pp(i){return Math.round(i*512)/512}function w0(i){let e=Math.min(i,1-i,.25)/.25;return .4+.75*(e*e*(3-2*e))}var zA=.1,gh=class{constructor(e){this.ports=e}ports;now=null;asked=0;last=0;get playing(){return this.now!==null}start(e){this.now||(this.now=y0(e),this.last=performance.now(),this.asked=requestAnimationFrame(this.tick))}stop(){this.now=null,cancelAnimationFrame(this.asked)}tick=()=>{if(!this.now)return;let e=performance.now(),t=Math.min((e-this.last)/1e3,zA);this.last=e;let{legs:n,speed:s,loop:r,lead:o}=this.ports.pace(),a=v0(n,s);this.now=b0(this.now,t,a,r);let{t:l,done:c}=this.now;this.ports.moved(pp(l),pp(_0(this.now,o,a))),c?(this.stop(),this.ports.ended()):this.asked=requestAnimationFrame(this.tick)}};var HA=33,VA=.25,GA=1/64,xh=class{constructor(e,t,n){this.ports=e;this.stats=t;this.courses=this.makeCourses(),this.hand=this.makeHand(n),this.player=this.makePlayer()}ports;stats;frames=new ph;curves=[null,null];courses;hand;player;waiting=!1;seen={shown:"",all:""};get course(){return this.courses.current()[0]}places(){let e=this.ports.view();return Qv(th(e,this.courses.current()),e.steer)}wish(){let[e,t]=Zv(this.ports.view());this.courses.wish(0,e),this.courses.wish(1,t)}go(e){this.hand.move(this.places(),e)}playIfAsked(){let{play:e,shown:t,t:n}=this.ports.view();e&&t==="path"&&this.course?this.player.start(n):this.player.stop()}again(){this.courses.again(),this.hand.again()}take(e){if(this.frames.add(e),this.hand.took(e),e.place.kind!=="path")return;(e.place.t<=0||e.place.t>=1)&&this.ports.endsChanged();let t=this.course?.key;!t||this.seen.all===t||this.frames.count(t)<HA||(this.seen.all=t,this.stats.keep(this.stats.allAheadMs,performance.now()-this.courses.wishedAt(0)))}ends(){let e=this.ports.view().shown==="path"?this.course?.key:void 0,t=n=>e?this.frames.exact({kind:"path",path:e,t:n})??null:null;return[t(0),t(1)]}ready(e){let t=this.course?this.frames.nearest(this.course.key,e):void 0;return t?.place.kind==="path"&&Math.abs(t.place.t-e)<=GA}worths(){return this.courses.current().map((e,t)=>e&&this.curves[t]?.key===e.key?this.curves[t]:null)}makeHand({draft:e,finest:t}){return new mh({finest:t,send:(n,s,r)=>this.ports.send({type:"want",seq:n,places:s,moving:r}),exact:(n,s)=>this.frames.exact(n,s),nearest:(n,s)=>this.frames.nearest(n,s,e),show:(n,s)=>this.ports.show(n,s),shown:(n,s)=>{this.waiting=s,this.noteFirst(n),this.ports.changed()},onNextFrame:n=>requestAnimationFrame(n),now:()=>performance.now(),stats:this.stats})}makeCourses(){return new fh({send:(e,t)=>this.ports.send({type:"path",anchors:[...t.anchors],kind:t.kind,spline:t.spline,slot:e}),dropped:e=>this.frames.dropPath(e.key),changed:e=>{this.ports.pathChanged(e),this.go(this.player.playing),this.playIfAsked(),this.ports.changed()},now:()=>performance.now()})}makePlayer(){return new gh({moved:(e,t)=>{let n=this.courses.current();this.ports.played(e);let s=this.ports.view();this.hand.move(th(s,n),!0,th(s,n,t)),this.ports.changed()},ended:()=>this.ports.ended(),pace:()=>{let e=this.stats.exact.slice(-8).map(s=>s.latency/1e3),t=e.reduce((s,r)=>s+r,0)/Math.max(e.length,1),n=this.ports.view();return{legs:_t(n).length-1,speed:n.speed,loop:n.loop,lead:Math.min(t,VA)}}})}noteFirst(e){let t=this.course?.key;!t||this.seen.shown===t||e?.place.kind!=="path"||e.place.path!==t||(this.seen.shown=t,this.stats.keep(this.stats.firstPathMs,performance.now()-this.courses.wishedAt(0)))}};var WA=.0051,$A=["shown","id","a","b","via","t","path","versus","place","play","sum","point"],vh=class{constructor(e,t,n){this.root=e;this.component=t;this.kind=n;this.panes=gv(e,n.words.noun),this.theme=up(e,t.data.theme),dp(this.panes.app,this.theme),this.revision=t.data.revision,this.reporter=new Gc(()=>Fv(this.state,this.optimizer),r=>this.report(r)),this.viewer=n.view(this.panes.viewer,{cameraChanged:r=>this.change({camera:r})}),this.travel=this.makeTravel(),this.optimizer=Uv(this,r=>this.lookAtStep(r),()=>this.tellOfOptimization());let s=()=>this.optimizer.hold();this.steering=new uh(this,{hold:s,drag:r=>this.drag(r),changed:()=>this.draw()}),this.thumbnails=new dh((r,o)=>this.send({type:"thumbs",ids:r,colour:o})),this.thumbnails.setColour(this.theme.material),this.map=new Cc(this.panes.map,n.map,Lv(this),this.panes.still),this.screen=new ch(this),this.line=new Hc(this.makeAnswers(),this.screen.status,()=>this.component,n),this.stopWatching=f0(e,()=>this.readTheme()),this.viewer.setTheme(this.theme),this.map.setTheme(this.theme),this.setHeight(t.data.height),this.viewer.resize?.(),this.map.resize(),this.show(Nc(t.data.link),Gn,!1),this.state.steer.length>0&&this.steering.show(!0),this.reporter.known(),this.line.open()}root;component;kind;state=Gn;data=null;directions=null;theme;stats=new hh;panes;actions=new kc(this);viewer;travel;optimizer;steering;thumbnails;map;screen;line;reporter;clock=new Oc(this.stats);stopWatching;revision;optimized=0;update(e){let t=this.component.data;this.component=e;let{data:n}=e;this.setHeight(n.height),n.theme!==t.theme&&this.readTheme(),n.token!==t.token&&this.line.renewed(),n.revision!==this.revision&&(this.revision=n.revision,this.take(n.link))}get space(){return this.component.data.space}get title(){return this.component.data.title}get view(){return this.state}get connection(){return this.line.connection}get courses(){return this.travel.courses}get curves(){return this.travel.curves}get waiting(){return this.travel.waiting}get dragSince(){return this.clock.since}change(e,t=!1){let n=this.state,s={...n,...e};$A.some(r=>r in e)&&(this.leaveOptimizer(),"steer"in e||(s.steer=[])),this.show(qd(s),n,t),!(this.travel.player.playing&&!("play"in e))&&(!n.turntable||!("camera"in e))&&this.reporter.changed()}moved(e,t){this.drag(t);let n=e.t===void 0?{}:{t:Number(e.t.toFixed(4))};this.change({...e,...n},t)}drag(e){this.reporter.hold(e),this.clock.hold(e)}stops(){return this.travel.course?.stops??[]}send(e){return this.line.send(e)}say(e){this.screen.status.say(e)}name(e){return this.optimizer.nameOf(e)??this.data?.names[e]??`network ${e}`}draw(){this.screen.render()}dispose(){this.drag(!1),this.travel.player.stop(),this.stopWatching(),this.reporter.dispose(),this.screen.dispose(),this.line.close(),this.thumbnails.clear(),this.map.dispose(),this.viewer.dispose(),this.panes.app.remove()}take(e){this.leaveOptimizer();let t=Nc(e,this.data?.count),n=Math.abs(t.t-this.state.t)<WA?this.state.t:t.t;this.show({...t,t:n,play:t.play&&this.state.play},this.state,!1),this.reporter.known()}show(e,t,n){this.state=e;let s=t===Gn,r=(...o)=>s||o.some(a=>e[a]!==t[a]);!s&&e.shown==="path"&&r("shown","a","b","via")&&(this.optimizer.open=!1),r("a","b","via","path","spline","versus")&&(this.travel.wish(),this.thumbnails.need(_t(e))),this.screen.push(e,r),this.travel.go(n),this.travel.playIfAsked(),this.screen.render()}leaveOptimizer(){this.optimizer.told&&(this.optimizer.leave(),this.map.setRun(this.optimizer.run,null))}report(e){this.component.setStateValue("link",e),this.screen.announce()}makeTravel(){let e={view:()=>this.state,send:t=>this.send(t),show:this.viewer.show.bind(this.viewer),pathChanged:t=>{t===0&&this.map.setCourse(this.courses.drawn(0)),this.screen.showEnds()},endsChanged:()=>this.screen.showEnds(),played:t=>{this.state={...this.state,t}},ended:()=>this.change({play:!1}),changed:()=>this.draw()};return new xh(e,this.stats,this.kind.detail)}makeAnswers(){return mv(this,{map:e=>this.takeMap(e),directions:e=>{this.directions=e,this.steering.offer(e.sum),this.draw(),this.travel.hand.anew()},measured:e=>{this.steering.took(e),this.draw()}})}lookAtStep(e){let{told:t,following:n}=this.optimizer,s=this.state;t&&this.show(uv(s,t.key,t.title),s,e),(!e||n&&s.shown!=="point")&&this.reporter.changed()}tellOfOptimization(){this.component.setTriggerValue("optimized",this.optimized+=1)}takeMap(e){let t=this.data===null;this.data=e,this.map.setSpace(e),this.viewer.setSpace?.(e.about);let n=Nc(pr(this.state),e.count);this.show(t?n:{...n,t:this.state.t},Gn,!1)}readTheme(){let e=up(this.root,this.component.data.theme);JSON.stringify(e)!==JSON.stringify(this.theme)&&(this.theme=e,dp(this.panes.app,e),this.viewer.setTheme(e),this.map.setTheme(e),this.thumbnails.setColour(e.material),this.thumbnails.need(_t(this.state)),this.draw())}setHeight(e=780){this.panes.app.style.setProperty("--nx-height",`${e}px`)}};var S0=".st-key-read_open",T0=`${S0} input[type=file]`,XA="[data-testid=stFileUploaderDropzone]",qA=2e4,YA=50,KA=250;function E0(i,e){let t=0,n=o=>{clearTimeout(t),i.classList.toggle("nx-dropping",o),o&&(t=window.setTimeout(()=>n(!1),KA))},s=o=>{!o.dataTransfer?.types.includes("Files")||M0(o)||(o.preventDefault(),n(!0))},r=o=>{let a=o.dataTransfer?.files[0];!a||M0(o)||(o.preventDefault(),n(!1),jA(a,e))};return document.addEventListener("dragover",s),document.addEventListener("drop",r),()=>{n(!1),document.removeEventListener("dragover",s),document.removeEventListener("drop",r)}}function M0(i){return i.target instanceof Element&&i.target.closest(XA)!==null}async function jA(i,e){let t=document.querySelector(S0);if(!t){e("This space reads no files.");return}e(`${i.name} is given to the panel below …`),document.querySelector(T0)||t.querySelector("summary")?.click();let n=await ZA();if(!n){e("The panel that reads files did not open: open it below, and choose the file there.");return}let s=new DataTransfer;s.items.add(i),n.files=s.files,n.dispatchEvent(new Event("change",{bubbles:!0}))}async function ZA(){for(let i=performance.now()+qA;performance.now()<i;){let e=document.querySelector(T0);if(e)return e;await new Promise(t=>setTimeout(t,YA))}return null}function A0(i){return w("p",{class:"nx-no-webgl",text:`${i} The plain view comes instead.`})}function JA(i){let e=i.parentElement.querySelector(".explorer-live");if(!e)throw new Error("The page has no element .explorer-live.");return e.explorer&&e.explorer.space!==i.data.space&&C0(e),e.explorer?e.explorer.update(i):QA(e,i),()=>C0(e)}function QA(i,e){let t=e.data.kind,n=Yg(t),s=n?n.trouble():`This page does not know networks of the kind “${t}”.`;if(n&&s===null){i.explorer=new vh(i,e,n),i.stopDrops=E0(i.explorer.panes.app,r=>i.explorer?.say(r));return}i.replaceChildren(A0(s??"")),e.setTriggerValue("nowebgl",!0)}function C0(i){i.stopDrops?.(),i.explorer?.dispose(),delete i.explorer}export{JA as default};
/*! Bundled license information:

three/build/three.core.js:
three/build/three.module.js:
  (**
   * @license
   * Copyright 2010-2026 Three.js Authors
   * SPDX-License-Identifier: MIT
   *)
*/
